import type { EventToAppend } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import type { EntityManager } from 'typeorm';
import { createWorkspace } from '../identity/create-workspace/create-workspace.js';
import { passwordProblem } from '../identity/passwords/chosen-password.js';
import { generatePassword } from '../identity/passwords/generated-password.js';
import { setMaximumTokenLifetime } from '../workspace/workspace-settings.js';
import { workspaceUpdated } from '../workspace/workspace-stream.js';
import { CommandFailure } from './command-failure.js';
import { withDatabase } from './with-database.js';

export interface WorkspaceCreated {
  readonly workspaceId: string;
  readonly email: string;
  readonly password: string;
}

/**
 * `workspace create`. The password is in the answer even where it was given, so that one answer has all that a log-in
 * takes.
 *
 * @throws CommandFailure where the email is taken or the given password will not do
 */
export async function workspaceCreate(
  { maxLifetimeDays, ...options }: { readonly name: string; readonly ownerEmail: string; readonly maxLifetimeDays?: number },
  env: NodeJS.ProcessEnv,
): Promise<WorkspaceCreated> {
  const ownerPassword = givenPassword(env) ?? generatePassword();
  const alsoWrite = async (manager: EntityManager, workspaceId: string): Promise<readonly EventToAppend[]> => {
    if (maxLifetimeDays === undefined) return [];
    await setMaximumTokenLifetime(queryOf(manager), workspaceId, maxLifetimeDays);
    return [workspaceUpdated(workspaceId, 0, maxLifetimeDays)];
  };
  const result = await withDatabase(env, (dataSource) => createWorkspace(dataSource, { ...options, ownerPassword, alsoWrite }));
  if (result.outcome === 'email_taken') {
    throw new CommandFailure(`There is already a user with the email ${options.ownerEmail}; nothing was created.`);
  }
  return { workspaceId: result.workspaceId, email: options.ownerEmail, password: ownerPassword };
}

function givenPassword(env: NodeJS.ProcessEnv): string | undefined {
  const password = env['PORTCULLIS_OWNER_PASSWORD'];
  if (password === undefined || password === '') return undefined;
  const problem = passwordProblem(password);
  if (problem === undefined) return password;
  throw new CommandFailure(`PORTCULLIS_OWNER_PASSWORD: ${problem}.`);
}
