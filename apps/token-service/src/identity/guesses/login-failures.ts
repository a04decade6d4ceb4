import { hash } from 'node:crypto';
import type { Query } from '@portcullis/event-store';
import { UNKNOWN_ADDRESS } from '@portcullis/ip-allowlist';

/** What failures are counted for: one account (also one that does not exist) as tried from one address. */
export interface LoginTarget {
  readonly email: string;
  /** In normal form, or UNKNOWN_ADDRESS. */
  readonly address: string;
}

/** What failures in a session of this account are counted for: by themselves. No email holds a line feed. */
export function inSession({ email, address }: LoginTarget): LoginTarget {
  return { email: `in a session\n${email}`, address };
}

const ALLOWED_FAILURES = 10;
const WINDOW = "interval '15 minutes'";
/** The table's bound. Each row has cost a hash before it, so honest traffic never comes near. */
const ROWS_KEPT = 100_000;

/** RFC 1122 §3.2.1.3: the source of nobody's request. All who come from an address that is not known count as one. */
const NOT_KNOWN = '0.0.0.0';
const ADDRESS_BLOCK = 'network(CASE family($2::inet) WHEN 6 THEN set_masklen($2::inet, 64) ELSE $2::inet END)';

/**
 * Whole seconds until this account may be tried again from this address; undefined where it may be now. Attempts
 * while blocked are not counted, so that somebody behind the same address cannot keep a person out for ever.
 */
export async function blockedForSeconds(query: Query, target: LoginTarget): Promise<number | undefined> {
  const [row] = await query<{ failures: number; seconds: number | null }>(
    `SELECT count(*)::int AS failures,
            ceil(extract(epoch FROM min(failed_at) + ${WINDOW} - now()))::int AS seconds
     FROM (SELECT failed_at FROM login_failure
           WHERE account = $1 AND address_block = ${ADDRESS_BLOCK} AND failed_at > now() - ${WINDOW}
           ORDER BY failed_at DESC LIMIT ${ALLOWED_FAILURES}) AS newest`,
    [accountKey(target.email), addressOf(target)],
  );
  if (!row || row.failures < ALLOWED_FAILURES) return undefined;
  return Math.max(1, row.seconds ?? 1);
}

/** Counts a failure, and forgets those that no longer count. */
export async function recordFailure(query: Query, target: LoginTarget): Promise<void> {
  const [row] = await query<{ id: string }>(
    `INSERT INTO login_failure (account, address_block) VALUES ($1, ${ADDRESS_BLOCK}) RETURNING id`,
    [accountKey(target.email), addressOf(target)],
  );
  await query(
    `DELETE FROM login_failure WHERE id IN (
       SELECT id FROM login_failure WHERE failed_at <= now() - ${WINDOW} OR id <= $1::bigint - ${ROWS_KEPT}
       FOR UPDATE SKIP LOCKED
     )`,
    [row?.id],
  );
}

/** Forgets the failures of an account from one address, those in a session too, after a log-in. */
export async function forgetFailures(query: Query, target: LoginTarget): Promise<void> {
  await query(`DELETE FROM login_failure WHERE account = ANY ($1) AND address_block = ${ADDRESS_BLOCK}`, [bothKeys(target), addressOf(target)]);
}

/** Forgets the failures of an account from everywhere, after an operator has given it a new password. */
export async function forgetAllFailures(query: Query, email: string): Promise<void> {
  await query('DELETE FROM login_failure WHERE account = ANY ($1)', [bothKeys({ email, address: UNKNOWN_ADDRESS })]);
}

function bothKeys(target: LoginTarget): readonly Buffer[] {
  return [target, inSession(target)].map(({ email }) => accountKey(email));
}

function accountKey(email: string): Buffer {
  return hash('sha256', email.toLowerCase(), 'buffer');
}

function addressOf({ address }: LoginTarget): string {
  return address === UNKNOWN_ADDRESS ? NOT_KNOWN : address;
}
