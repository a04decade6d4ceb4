import { generatePassword } from '../identity/passwords/generated-password.js';
import { resetOwner } from '../identity/reset-owner/reset-owner.js';
import { CommandFailure } from './command-failure.js';
import { withDatabase } from './with-database.js';

export interface OwnerReset {
  readonly workspaceId: string;
  readonly email: string;
  readonly password: string;
  /** How many sessions of the owner ended with it. */
  readonly sessionsEnded: number;
}

/**
 * `owner reset`: always draws the password, so that none that was lost comes back.
 *
 * @throws CommandFailure where no owner has this email
 */
export async function ownerReset(options: { readonly email: string }, env: NodeJS.ProcessEnv): Promise<OwnerReset> {
  const newPassword = generatePassword();
  const result = await withDatabase(env, (dataSource) => resetOwner(dataSource, { ...options, newPassword }));
  if (result.outcome === 'no_such_owner') {
    throw new CommandFailure(`There is no workspace owner with the email ${options.email}.`);
  }
  const { workspaceId, email, sessionsEnded } = result;
  return { workspaceId, email, password: newPassword, sessionsEnded };
}
