import { createId } from '@portcullis/service-kit';
import type { DataSource, EntityManager } from 'typeorm';
import { AppUser } from '../accounts/app-user.entity.js';
import { Workspace } from '../accounts/workspace.entity.js';
import { hashPassword } from '../passwords/password-hash.js';

/** A new tenant and its owner; all fields as parsed at the edge. */
export interface CreateWorkspace {
  readonly name: string;
  readonly ownerEmail: string;
  readonly ownerPassword: string;
  /** Writes what else belongs to the new workspace, in the same transaction. */
  readonly alsoWrite?: (manager: EntityManager, workspaceId: string) => Promise<void>;
}

export type CreateWorkspaceOutcome =
  | { readonly outcome: 'created'; readonly workspaceId: string; readonly ownerId: string }
  /** Somebody has this email already, in this or in another workspace: a person logs in by email alone. */
  | { readonly outcome: 'email_taken' };

const UNIQUE_VIOLATION = '23505';

/** Makes a workspace and its owner, both or neither. */
export async function createWorkspace(
  dataSource: DataSource,
  command: CreateWorkspace,
): Promise<CreateWorkspaceOutcome> {
  const passwordHash = await hashPassword(command.ownerPassword);
  const [workspaceId, ownerId] = [createId('wsp_'), createId('usr_')];
  try {
    await dataSource.transaction(async (manager) => {
      await manager.insert(Workspace, { id: workspaceId, name: command.name });
      await manager.insert(AppUser, {
        id: ownerId,
        workspaceId,
        email: command.ownerEmail,
        passwordHash,
        role: 'owner',
        status: 'active',
      });
      await command.alsoWrite?.(manager, workspaceId);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return { outcome: 'email_taken' };
    throw error;
  }
  return { outcome: 'created', workspaceId, ownerId };
}

/** Both ids are random, so the email is all that can collide. */
function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION;
}
