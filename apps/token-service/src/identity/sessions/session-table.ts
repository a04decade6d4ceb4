import type { Query } from '@portcullis/event-store';
import type { Grantor } from '../accounts/grant.js';
import { hashSessionSecret, newSessionSecret } from './session-secret.js';

/** A session ends twelve hours after the log-in, or two hours after its last use: a working day, a long lunch. */
const LIFETIME = "interval '12 hours'";
const IDLE = "interval '2 hours'";
/** Last use is written at most this often, so that reading does not write a row each time. */
const SEEN_EVERY = "interval '1 minute'";
/** Ended sessions that one log-in clears away. */
const CLEARED_AT_ONCE = 100;

/** SQL: whether a row of `session` has not ended by itself. */
export const LIVE_SESSION = `session.expires_at > now() AND session.last_seen_at > now() - ${IDLE}`;

/** Whose session it is, and what it may be used for. */
export interface SessionHolder extends Grantor {
  readonly sessionId: string;
  readonly userId: string;
  readonly email: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  /** Nothing else is served before that. */
  readonly mustChangePassword: boolean;
  /** Exclusive end of the time for which the password counts as just asked for; null: it was not. */
  readonly confirmedUntil: Date | null;
}

/** From where a session was begun, for its person to know it by. */
export interface SessionOrigin {
  /** Undefined where it is not known. */
  readonly address: string | undefined;
  readonly userAgent: string | undefined;
}

/**
 * Opens a session and returns its cookie value; undefined where the user is no longer active or no longer has the
 * password hash that was verified. The user's row is locked for that: a password reset that commits in between is
 * seen here, one that comes later sees this session and ends it.
 */
export async function openSession(query: Query, userId: string, verifiedHash: string, { address, userAgent }: SessionOrigin): Promise<string | undefined> {
  const secret = newSessionSecret();
  const rows = await query(
    `WITH holder AS (
       SELECT id FROM app_user WHERE id = $2 AND password_hash = $3 AND status = 'active' FOR NO KEY UPDATE
     )
     INSERT INTO session (secret_hash, user_id, expires_at, address, user_agent) SELECT $1, id, now() + ${LIFETIME}, $4, $5 FROM holder
     RETURNING user_id`,
    [hashSessionSecret(secret), userId, verifiedHash, address ?? null, userAgent ?? null],
  );
  return rows.length > 0 ? secret : undefined;
}

/** Whose live session this cookie value opens; undefined for any other text. */
export async function findSession(query: Query, secret: string): Promise<SessionHolder | undefined> {
  const secretHash = hashSessionSecret(secret);
  if (!secretHash) return undefined;
  const [row] = await query<SessionHolder & { unseen: boolean }>(
    `SELECT session.id AS "sessionId", session.confirmed_until AS "confirmedUntil",
            app_user.id AS "userId", app_user.email, app_user.role, app_user.grantable_scopes AS "grantableScopes",
            app_user.must_change_password AS "mustChangePassword",
            workspace.id AS "workspaceId", workspace.name AS "workspaceName",
            session.last_seen_at < now() - ${SEEN_EVERY} AS unseen
     FROM session JOIN app_user ON app_user.id = session.user_id JOIN workspace ON workspace.id = app_user.workspace_id
     WHERE session.secret_hash = $1 AND app_user.status = 'active' AND ${LIVE_SESSION}`,
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

/** Ends a session of this user; false where the user has no such live one. */
export async function endSessionOf(query: Query, userId: string, sessionId: string): Promise<boolean> {
  const ended = await query(`DELETE FROM session WHERE user_id = $1 AND id = $2 AND ${LIVE_SESSION} RETURNING id`, [userId, sessionId]);
  return ended.length > 0;
}

/** Ends every session of a user, but for the one that is spared, and returns how many there were. */
export async function endSessionsOf(query: Query, userId: string, sparedId: string | null = null): Promise<number> {
  const ended = await query('DELETE FROM session WHERE user_id = $1 AND id IS DISTINCT FROM $2 RETURNING id', [userId, sparedId]);
  return ended.length;
}

/** Lets the password count as just asked for in this session, until then; false where it is none any more. */
export async function confirmSession(query: Query, sessionId: string, until: Date): Promise<boolean> {
  const confirmed = await query(`UPDATE session SET confirmed_until = $2 WHERE id = $1 AND ${LIVE_SESSION} RETURNING id`, [sessionId, until]);
  return confirmed.length > 0;
}

/** A session as its own person sees it. */
export interface ListedSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly address: string | null;
  readonly userAgent: string | null;
}

/** Live sessions of a user in the order of their ids, after that one; `afterId` empty: from the first. */
export function listSessionsOf(query: Query, userId: string, afterId: string, count: number): Promise<ListedSession[]> {
  return query<ListedSession>(
    `SELECT id, created_at AS "createdAt", last_seen_at AS "lastSeenAt", least(expires_at, last_seen_at + ${IDLE}) AS "expiresAt",
            host(address) AS address, user_agent AS "userAgent"
     FROM session WHERE user_id = $1 AND id > $2 AND ${LIVE_SESSION} ORDER BY id LIMIT $3`,
    [userId, afterId, count],
  );
}

/** Clears away rows of sessions that have ended by themselves; skips those that another log-in is clearing. */
export async function clearEndedSessions(query: Query): Promise<void> {
  await query(
    `DELETE FROM session WHERE secret_hash IN (
       SELECT secret_hash FROM session WHERE NOT (${LIVE_SESSION}) LIMIT ${CLEARED_AT_ONCE} FOR UPDATE SKIP LOCKED
     )`,
  );
}
