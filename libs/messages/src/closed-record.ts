import { z } from 'zod';
import { bootId, digest64, type ParseResult, parseJson, wholeNumber } from './fields.js';

/** The key of closed records in the token-state topic; no token id starts with `$`. */
export const CLOSED_KEY = '$closed';

const closedRecord = z.object({
  schema: z.literal(1),
  /** Id of the event store; renewed by a restore. */
  store: z.string().min(1),
  /** The relay's term of office; a later relay has a higher one. */
  epoch: wholeNumber,
  /** Every state change up to this position stands before this record. */
  position: wholeNumber,
  /** Content digest of the topic at `position`. */
  digest: digest64,
  /** Newest nonce of each admitted boot, copied before the head was read. */
  nonces: z.record(bootId, wholeNumber),
});

/** The relay's promise: every state change up to `position` is before this record. */
export type ClosedRecord = z.infer<typeof closedRecord>;

export function encodeClosedRecord(record: ClosedRecord): string {
  return JSON.stringify(record);
}

export function parseClosedRecord(bytes: Uint8Array): ParseResult<ClosedRecord> {
  return parseJson(closedRecord, bytes);
}
