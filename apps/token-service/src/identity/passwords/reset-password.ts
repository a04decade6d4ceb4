import { append, type AppendContext, type Query } from '@portcullis/event-store';
import { forgetAllFailures } from '../guesses/login-failures.js';
import { endSessionsOf } from '../sessions/session-table.js';
import { userEvent } from '../user-events/user-stream.js';

export interface PasswordReset {
  readonly user: { readonly id: string; readonly workspaceId: string; readonly email: string };
  readonly passwordHash: string;
  /** Whether the person has to choose another one before anything else, if they had not to already. */
  readonly mustChange: boolean;
}

/**
 * Gives a person another password, ends all their sessions, and lifts a block after failed log-ins. Appends, and so is the
 * last of its transaction.
 *
 * @returns how many sessions there were
 */
export async function resetPassword(query: Query, { user, passwordHash, mustChange }: PasswordReset, context: AppendContext): Promise<number> {
  // Before the sessions: locks the user's row, which a log-in that still verified the old password has to share.
  const [row] = await query<{ version: string }>(
    'UPDATE app_user SET password_hash = $2, must_change_password = must_change_password OR $3, version = version + 1 WHERE id = $1 RETURNING version - 1 AS version',
    [user.id, passwordHash, mustChange],
  );
  const sessionsEnded = await endSessionsOf(query, user.id);
  await forgetAllFailures(query, user.email);
  const appended = await append(query, [userEvent({ ...user, version: Number(row?.version) }, { type: 'PasswordReset' })], context);
  if (appended.outcome === 'conflict') throw new Error(`the stream of ${user.id} is not at the version of its row`);
  return sessionsEnded;
}
