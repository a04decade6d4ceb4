import { envelopeTail, messageTail } from './envelope.js';
import type { AppendContext, EventToAppend, Origin } from './event.js';
import type { Query } from './query.js';
import { type SaltedHash, saltedHash } from './salted-hash.js';
import { storableJson } from './storable-text.js';
import type { Timestamp } from './timestamp.js';
import { versionConflict, type VersionConflict } from './version-conflict.js';

/** More in one transaction would keep everybody else waiting for the head. */
export const MAX_EVENTS_PER_APPEND = 500;

export interface Appended {
  readonly outcome: 'appended';
  readonly firstPosition: number;
  readonly lastPosition: number;
  /** Of every event of the call; never before the time of an earlier position. */
  readonly time: Timestamp;
}

export type AppendOutcome = Appended | VersionConflict | RowConflict;

/** The change of rows found none to change: nothing was appended. */
export interface RowConflict {
  readonly outcome: 'conflict';
  readonly changedRows: 0;
}

/** A change of rows that is to be committed with the append. */
export interface RowChange {
  /** One data-modifying statement with RETURNING; `given` is SQL for its one parameter, a text. */
  readonly sql: (given: string) => string;
  readonly parameter: string;
  /** How many rows it is to change: exactly so many, 1 where this is not given. */
  readonly rows?: number;
}

const CALL = 'SELECT first_position, last_position, event_time FROM append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)';

/**
 * The first argument is known only once the rows were changed: their locks are taken before that of the head. Without a
 * changed row nothing is appended. With another number of them the cast fails, and with it the statement: some are changed
 * already, which must not be committed.
 */
const callAfter = ({ sql }: RowChange): string => `
WITH changed AS (${sql('$12::text')})
SELECT first_position, last_position, event_time FROM (SELECT count(*) AS number FROM changed HAVING count(*) > 0) AS rows
CROSS JOIN LATERAL append_events(CASE WHEN rows.number = $13::int THEN $1::text[] ELSE ARRAY[(rows.number || ' rows changed')::int::text] END, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

/**
 * Appends events, in one round trip, as the LAST statement of the caller's READ COMMITTED transaction: from here until
 * the commit nobody else appends. After a conflict, of versions or of rows, the transaction is lost and has to be rolled back.
 *
 * @param events 1 to 500, for as many streams as you like.
 * @param rows are changed in the same statement, before it appends; so a statement of its own can be the transaction.
 * @throws RangeError for another number of events, an error for some rows changed but not the right number, UnstorableText for text that cannot be stored: both before the
 *   database is asked. The database's own errors pass through, also the one for a lock that was not had in time (55P03).
 */
export function append(query: Query, events: readonly EventToAppend[], context: AppendContext): Promise<Appended | VersionConflict>;
export function append(query: Query, events: readonly EventToAppend[], context: AppendContext, rows: RowChange): Promise<AppendOutcome>;
export async function append(query: Query, events: readonly EventToAppend[], context: AppendContext, rows?: RowChange): Promise<AppendOutcome> {
  if (events.length < 1 || events.length > MAX_EVENTS_PER_APPEND) {
    throw new RangeError(`An append takes 1 to ${MAX_EVENTS_PER_APPEND} events, not ${events.length}`);
  }
  try {
    const [call, ofRows] = rows ? [callAfter(rows), [rows.parameter, rows.rows ?? 1]] : [CALL, []];
    const [row] = await query<{ first_position: string; last_position: string; event_time: Timestamp }>(call, [...parameters(events, context), ...ofRows]);
    if (!row && rows) return { outcome: 'conflict', changedRows: 0 };
    if (!row) throw new Error('append_events answered nothing');
    return { outcome: 'appended', firstPosition: Number(row.first_position), lastPosition: Number(row.last_position), time: row.event_time };
  } catch (error) {
    const conflict = versionConflict(error);
    if (conflict) return conflict;
    throw error;
  }
}

function parameters(events: readonly EventToAppend[], context: AppendContext): unknown[] {
  const entries = events.map((event) => entryOf(event, context));
  storableJson([entries.map(({ origin }) => origin), events.map(({ message }) => message?.key)], 'The origin or a message key');
  return [
    events.map(({ stream }) => stream),
    events.map(({ expectedVersion }) => expectedVersion),
    events.map(({ type }) => type),
    events.map(({ workspaceId }) => workspaceId),
    entries.map(({ tail }) => tail),
    events.map(({ message }) => message?.key ?? null),
    events.map(({ message }) => (message ? messageTail(message.body) : null)),
    entries.map(({ origin }) => origin.address ?? null),
    entries.map(({ addressHash }) => addressHash?.salt ?? null),
    entries.map(({ origin }) => origin.userAgent ?? null),
    entries.map(({ userAgentHash }) => userAgentHash?.salt ?? null),
  ];
}

interface Entry {
  readonly origin: Origin;
  readonly addressHash: SaltedHash | undefined;
  readonly userAgentHash: SaltedHash | undefined;
  readonly tail: string;
}

function entryOf(event: EventToAppend, context: AppendContext): Entry {
  const origin = event.origin ?? context.origin ?? {};
  const addressHash = origin.address === undefined ? undefined : saltedHash(origin.address);
  const userAgentHash = origin.userAgent === undefined ? undefined : saltedHash(origin.userAgent);
  return { origin, addressHash, userAgentHash, tail: envelopeTail(event, context, addressHash, userAgentHash) };
}
