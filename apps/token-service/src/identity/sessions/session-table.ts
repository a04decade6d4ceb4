import type { Query } from '@portcullis/event-store';
import type { Role } from '../accounts/role.js';
import { hashSessionSecret, newSessionSecret } from './session-secret.js';

/** A session ends twelve hours after the log-in, or two hours after its last use: a working day, a long lunch. */
const LIFETIME = "interval '12 hours'";
const IDLE = "interval '2 hours'";
/** Last use is written at most this often, so that reading does not write a row each time. */
const SEEN_EVERY = "interval '1 minute'";
/** Ended sessions that one log-in clears away. */
const CLEARED_AT_ONCE = 100;

const LIVE = `session.expires_at > now() AND session.last_seen_at > now() - ${IDLE}`;

/** Whose session it is. */
export interface SessionHolder {
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
  readonly workspaceId: string;
  readonly workspaceName: string;
}

/**
 * Opens a session and returns its cookie value; undefined where the user is no longer active or no longer has the
 * password hash that was verified. The user's row is locked for that: a password reset that commits in between is
 * seen here, one that comes later sees this session and ends it.
 */
export async function openSession(query: Query, userId: string, verifiedHash: string): Promise<string | undefined> {
  const secret = newSessionSecret();
  const rows = await query(
    `WITH holder AS (
       SELECT id FROM app_user WHERE id = $2 AND password_hash = $3 AND status = 'active' FOR SHARE
     )
     INSERT INTO session (secret_hash, user_id, expires_at) SELECT $1, id, now() + ${LIFETIME} FROM holder
     RETURNING user_id`,
    [hashSessionSecret(secret), userId, verifiedHash],
  );
  return rows.length > 0 ? secret : undefined;
}

/** Whose live session this cookie value opens; undefined for any other text. */
export async function findSession(query: Query, secret: string): Promise<SessionHolder | undefined> {
  const secretHash = hashSessionSecret(secret);
  if (!secretHash) return undefined;
  const [row] = await query<SessionHolder & { unseen: boolean }>(
    `SELECT app_user.id AS "userId", app_user.email, app_user.role,
            workspace.id AS "workspaceId", workspace.name AS "workspaceName",
            session.last_seen_at < now() - ${SEEN_EVERY} AS unseen
     FROM session JOIN app_user ON app_user.id = session.user_id JOIN workspace ON workspace.id = app_user.workspace_id
     WHERE session.secret_hash = $1 AND app_user.status = 'active' AND ${LIVE}`,
    [secretHash],
  );
  if (!row) return undefined;
  const { unseen, ...holder } = row;
  if (unseen) await query('UPDATE session SET last_seen_at = now() WHERE secret_hash = $1', [secretHash]);
  return holder;
}

/** Ends one session. */
export async function endSession(query: Query, secret: string): Promise<void> {
  const secretHash = hashSessionSecret(secret);
  if (secretHash) await query('DELETE FROM session WHERE secret_hash = $1', [secretHash]);
}

/** Ends every session of a user and returns how many there were. */
export async function endSessionsOf(query: Query, userId: string): Promise<number> {
  const ended = await query('DELETE FROM session WHERE user_id = $1 RETURNING user_id', [userId]);
  return ended.length;
}

/** Clears away rows of sessions that have ended by themselves; skips those that another log-in is clearing. */
export async function clearEndedSessions(query: Query): Promise<void> {
  await query(
    `DELETE FROM session WHERE secret_hash IN (
       SELECT secret_hash FROM session WHERE NOT (${LIVE}) LIMIT ${CLEARED_AT_ONCE} FOR UPDATE SKIP LOCKED
     )`,
  );
}
