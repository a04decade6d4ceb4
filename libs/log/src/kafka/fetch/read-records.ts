import type { LogRecord } from '../../log.js';
import type { FetchedBytes } from './fetched-bytes.js';

/** Before its records: https://kafka.apache.org/documentation/#recordbatch */
const HEADER_BYTES = 61;
const FIRST_OFFSET_AND_LENGTH_BYTES = 12;
/** From the length to the magic, and from the attributes to the number of records. */
const LEADER_EPOCH_BYTES = 4;
const CHECKSUM_BYTES = 4;
const UP_TO_THE_COUNT_BYTES = 34;
const MAGIC = 2;
/** A codec, a transaction, or a record of the broker's own. */
const UNUSUAL = 0x07 | 0x10 | 0x20;

/**
 * The records of the batches in the next `size` bytes. The last batch may be cut off there, and is left out.
 *
 * @returns undefined where they have another form than producers here write.
 */
export function readRecords(bytes: FetchedBytes, size: number): LogRecord[] | undefined {
  const records: LogRecord[] = [];
  const end = bytes.at + size;
  while (end - bytes.at >= HEADER_BYTES) {
    const batch = bytes.at;
    const firstOffset = Number(bytes.int64());
    const batchEnd = batch + FIRST_OFFSET_AND_LENGTH_BYTES + bytes.int32();
    if (batchEnd > end) break;
    if (!readBatch(bytes, firstOffset, records) || bytes.at !== batchEnd) return undefined;
  }
  bytes.at = end;
  return records;
}

/** Adds the records of a batch of which offset and length are read; false: it has another form. */
function readBatch(bytes: FetchedBytes, firstOffset: number, records: LogRecord[]): boolean {
  bytes.skip(LEADER_EPOCH_BYTES);
  if (bytes.int8() !== MAGIC) return false;
  bytes.skip(CHECKSUM_BYTES);
  if ((bytes.int16() & UNUSUAL) !== 0 || !Number.isSafeInteger(firstOffset)) return false;
  bytes.skip(UP_TO_THE_COUNT_BYTES);
  let last = records.at(-1)?.offset ?? -1;
  const count = bytes.int32();
  if (count < 0) return false;
  for (let left = count; left > 0; left -= 1) {
    const record = readRecord(bytes, firstOffset);
    if (record === undefined || record.offset <= last) return false;
    records.push(record);
    last = record.offset;
  }
  return true;
}

/** Without its time and headers, of which nobody here reads any. */
function readRecord(bytes: FetchedBytes, firstOffset: number): LogRecord | undefined {
  const length = bytes.varint();
  const end = bytes.at + length;
  // Its attributes, which mean nothing yet, and its time.
  bytes.skip(1);
  bytes.skipVarint();
  const offset = firstOffset + bytes.varint();
  const key = bytes.text(bytes.varint());
  const value = bytes.view(bytes.varint());
  if (length <= 0 || bytes.at > end) return undefined;
  bytes.at = end;
  return { offset, key, value };
}
