import { append, type EventToAppend } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import { createId } from '@portcullis/service-kit';
import type { DataSource, EntityManager } from 'typeorm';
import { Workspace } from '../accounts/workspace.entity.js';
import { hashPassword } from '../passwords/password-hash.js';
import { hostContext } from '../user-events/host-context.js';
import { userEvent } from '../user-events/user-stream.js';

/** A new tenant and its owner; all fields as parsed at the edge. */
export interface CreateWorkspace {
  readonly name: string;
  readonly ownerEmail: string;
  readonly ownerPassword: string;
  /** Writes what else belongs to the new workspace, in the same transaction. @returns the events of it */
  readonly alsoWrite?: (manager: EntityManager, workspaceId: string) => Promise<readonly EventToAppend[]>;
}

export type CreateWorkspaceOutcome =
  | { readonly outcome: 'created'; readonly workspaceId: string; readonly ownerId: string }
  /** Somebody has this email already, in this or in another workspace: a person logs in by email alone. */
  | { readonly outcome: 'email_taken' };

const UNIQUE_VIOLATION = '23505';

/** Makes a workspace and its owner, both or neither; for the host's own commands, and so its events say. */
export async function createWorkspace(
  dataSource: DataSource,
  command: CreateWorkspace,
): Promise<CreateWorkspaceOutcome> {
  const passwordHash = await hashPassword(command.ownerPassword);
  const [workspaceId, ownerId] = [createId('wsp_'), createId('usr_')];
  try {
    await dataSource.transaction(async (manager) => {
      await manager.insert(Workspace, { id: workspaceId, name: command.name });
      await queryOf(manager)(
        `INSERT INTO app_user (id, workspace_id, email, password_hash, role, version) VALUES ($1, $2, $3, $4, 'owner', 1)`,
        [ownerId, workspaceId, command.ownerEmail, passwordHash],
      );
      const created = userEvent({ id: ownerId, workspaceId, version: 0 }, { type: 'UserCreated', role: 'owner', grantableScopes: null });
      const others = (await command.alsoWrite?.(manager, workspaceId)) ?? [];
      const appended = await append(queryOf(manager), [created, ...others], hostContext());
      if (appended.outcome === 'conflict') throw new Error('a workspace that was just made has events');
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
