import { digestPart } from '@portcullis/messages';
import type pg from 'pg';
import { toDigest } from '../tables/snapshot-head.js';
import type { PendingMessage, Portion } from './pending.js';

const APPEND = 'SELECT portcullis_replica.append_to_snapshot($1, $2, $3, $4, $5, $6, $7, $8, $9) AS digest';

/** Somebody else wrote to the copy, or began it anew: this writer has to look again. */
export class SnapshotMoved extends Error {
  override readonly name = 'SnapshotMoved';
}

/**
 * Brings the copy from one offset to the next, in one statement, which is one transaction and one round trip.
 *
 * @returns the content digest of the copy then.
 * @throws SnapshotMoved where the copy is not the one, or not where it was thought to be.
 */
export async function appendPortion(client: pg.Client, generation: string, from: number, portion: Portion): Promise<string> {
  const messages = newestOfEachKey(portion.messages);
  const packed = pack(messages);
  const values = [generation, from, portion.nextOffset, packed.bytes, packed.starts, ...columns(messages)];
  const { rows } = await client.query<{ digest: string | null }>({ name: 'append', text: APPEND, values });
  const digest = rows[0]?.digest ?? null;
  if (digest === null) throw new SnapshotMoved('another process writes the snapshot');
  return toDigest(digest);
}

/** One statement changes a row once. Of two messages with one version the first counts, as in memory. */
function newestOfEachKey(messages: readonly PendingMessage[]): readonly PendingMessage[] {
  const newest = new Map<string, PendingMessage>();
  for (const message of messages) {
    const key = message.key.toString('latin1');
    const known = newest.get(key);
    if (known === undefined || message.version > known.version) newest.set(key, message);
  }
  return newest.size === messages.length ? messages : [...newest.values()];
}

/** One parameter of bytes instead of an array of them, which would travel as text, twice as long. */
function pack(messages: readonly PendingMessage[]): { readonly bytes: Buffer; readonly starts: string } {
  let at = 1;
  const starts = messages.map(({ key, bytes }) => {
    const start = at;
    at += key.length + bytes.length;
    return start;
  });
  return { bytes: Buffer.concat(messages.flatMap(({ key, bytes }) => [key, bytes])), starts: arrayOf(starts) };
}

function columns(messages: readonly PendingMessage[]): string[] {
  return [
    arrayOf(messages.map(({ key }) => key.length)),
    arrayOf(messages.map(({ bytes }) => bytes.length)),
    arrayOf(messages.map(({ version }) => version)),
    arrayOf(messages.map(({ bytes }) => BigInt.asIntN(64, digestPart(bytes)))),
  ];
}

/** PostgreSQL's text form of an array of whole numbers. */
function arrayOf(numbers: readonly (number | bigint)[]): string {
  return `{${numbers.join(',')}}`;
}
