import type { Query } from './query.js';

/** A message as it is published, byte for byte, with what the content digest needs to move by it. */
export interface StoredMessage {
  readonly position: number;
  readonly key: string;
  readonly value: Buffer;
  /** The first 8 bytes of SHA-256(value), unsigned. */
  readonly digestPart: bigint;
  /** That of the message before with the same key; 0n where there is none. */
  readonly previousDigestPart: bigint;
}

/** A row of `messagesBetween`. */
export interface MessageRow {
  readonly position: string;
  readonly key: string;
  readonly bytes: Buffer;
  readonly digest_part: string;
  readonly previous_digest_part: string | null;
}

/**
 * SQL of the messages of the events in (after, upTo], to stand in a statement of the caller's; its rows are for
 * `storedMessage`.
 *
 * @param after SQL of a position, as `upTo`.
 */
export function messagesBetween(after: string, upTo: string): string {
  return `
SELECT message.position, message.key, message.bytes, message.digest_part, previous.digest_part AS previous_digest_part
FROM event_message AS message
LEFT JOIN LATERAL (
  SELECT older.digest_part FROM event_message AS older
  WHERE older.key = message.key AND older.position < message.position
  ORDER BY older.position DESC LIMIT 1
) AS previous ON true
WHERE message.position > ${after} AND message.position <= ${upTo}`;
}

const SELECT = messagesBetween('$1', '$2');
const IN_ORDER = 'ORDER BY message.position LIMIT $3';
const NEWEST_OF_ITS_KEY = `NOT EXISTS (
  SELECT FROM event_message AS newer
  WHERE newer.key = message.key AND newer.position > message.position AND newer.position <= $2
)`;

/** At most `limit` messages of the events in (afterPosition, upToPosition], in position order. */
export async function readMessages(query: Query, afterPosition: number, upToPosition: number, limit: number): Promise<StoredMessage[]> {
  const rows = await query<MessageRow>(`${SELECT} ${IN_ORDER}`, [afterPosition, upToPosition, limit]);
  return rows.map(storedMessage);
}

/** The same, but of each key only its newest message up to `upToPosition`: what a compacted topic has to hold. */
export async function readLatestMessages(query: Query, afterPosition: number, upToPosition: number, limit: number): Promise<StoredMessage[]> {
  const rows = await query<MessageRow>(`${SELECT} AND ${NEWEST_OF_ITS_KEY} ${IN_ORDER}`, [afterPosition, upToPosition, limit]);
  return rows.map(storedMessage);
}

/** The message of a row of `messagesBetween`. */
export function storedMessage(row: MessageRow): StoredMessage {
  return {
    position: Number(row.position),
    key: row.key,
    value: row.bytes,
    digestPart: unsigned(row.digest_part),
    previousDigestPart: unsigned(row.previous_digest_part ?? '0'),
  };
}

function unsigned(signed: string): bigint {
  return BigInt.asUintN(64, BigInt(signed));
}
