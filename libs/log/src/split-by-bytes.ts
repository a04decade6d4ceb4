import type { OutgoingRecord } from './log.js';

/** The records in their order, in batches whose keys and values together stay within the limit where that is possible. */
export function splitByBytes(records: readonly OutgoingRecord[], maxBytes: number): readonly (readonly OutgoingRecord[])[] {
  const batches: OutgoingRecord[][] = [];
  let batch: OutgoingRecord[] = [];
  let bytes = 0;
  for (const record of records) {
    const size = Buffer.byteLength(record.key) + Buffer.byteLength(record.value);
    if (batch.length > 0 && bytes + size > maxBytes) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(record);
    bytes += size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
