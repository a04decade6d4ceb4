import { createRequire } from 'node:module';
import type { Batch } from 'kafkajs';
import fc from 'fast-check';
import type { LogRecord } from '../../log.js';
import { recordsOf } from './fetched-records.js';
import type { Fetched } from './read-fetch.js';

/** As producers, and kafkajs, know them. */
export interface WrittenRecord {
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly timestampDelta: number;
  /** Records that were compacted away before this one. */
  readonly gap: number;
}

export interface WrittenBatch {
  readonly records: readonly WrittenRecord[];
  readonly compression: 0 | 1;
  readonly transactional: boolean;
}

interface Encoder {
  readonly buffer: Buffer;
  writeInt8(value: number): Encoder;
  writeInt16(value: number): Encoder;
  writeInt32(value: number): Encoder;
  writeInt64(value: number): Encoder;
  writeString(value: string): Encoder;
  writeBuffer(value: Buffer): Encoder;
}

const kafkajs = createRequire(import.meta.url);
const Record = kafkajs('kafkajs/src/protocol/recordBatch/record/v0/index.js') as (record: object) => Encoder;
const { RecordBatch } = kafkajs('kafkajs/src/protocol/recordBatch/v0/index.js') as { readonly RecordBatch: (batch: object) => Promise<Encoder> };
const BytesEncoder = kafkajs('kafkajs/src/protocol/encoder.js') as new () => Encoder;
const BatchOfKafkajs = kafkajs('kafkajs/src/consumer/batch.js') as new (topic: string, fetchedOffset: string, partition: object) => Batch & { isEmptyDueToFiltering(): boolean };
const { decode } = kafkajs('kafkajs/src/protocol/requests/fetch/v11/response.js') as { readonly decode: (response: Buffer) => Promise<Fetched> };

const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const record: fc.Arbitrary<WrittenRecord> = fc.record({
  key: fc.option(text),
  value: fc.option(text),
  headers: fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), fc.string({ maxLength: 9 }), { maxKeys: 3 }),
  timestampDelta: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  gap: fc.nat({ max: 300 }),
});

/** What producers here write: plain batches of any records. */
export const plainBatches: fc.Arbitrary<readonly WrittenBatch[]> = fc.array(
  fc.record({ records: fc.array(record, { minLength: 1, maxLength: 6 }), compression: fc.constant(0 as const), transactional: fc.constant(false) }),
  { maxLength: 4 },
);

/** A topic's bytes from this offset on. */
export async function bytesOf(batches: readonly WrittenBatch[], firstOffset: number): Promise<Buffer> {
  const encoded: Buffer[] = [];
  let offset = firstOffset;
  for (const { records, compression, transactional } of batches) {
    const first = offset;
    const written = records.map(({ key, value, gap, ...rest }) => {
      offset += gap + 1;
      return Record({ ...rest, offsetDelta: offset - first - 1, key, value });
    });
    const batch = { firstOffset: first, firstTimestamp: 1_764_000_000_000, lastOffsetDelta: offset - first - 1, records: written, compression, transactional };
    encoded.push((await RecordBatch(batch)).buffer);
  }
  return Buffer.concat(encoded);
}

/** A broker's response to Fetch 11, of one topic with one partition. */
export function responseOf(batches: Buffer): Buffer {
  const head = new BytesEncoder().writeInt32(0).writeInt16(0).writeInt32(7).writeInt32(1).writeString('topic').writeInt32(1);
  const partition = head.writeInt32(0).writeInt16(0).writeInt64(5_000).writeInt64(4_999).writeInt64(1).writeInt32(-1).writeInt32(-1);
  return partition.writeInt32(batches.length).writeBuffer(batches).buffer;
}

/** What kafkajs makes of a response by itself. */
export function readByKafkajs(response: Buffer): Promise<Fetched> {
  return decode(response);
}

/** What a reader gets of a fetch that asked for this offset, and where it goes on. */
export function takenOf({ responses, ...head }: Fetched, fetchedOffset: number): { readonly records: readonly LogRecord[]; readonly [more: string]: unknown } {
  const [topic] = responses;
  const [partition] = topic?.partitions ?? [];
  if (partition === undefined) return { records: [], head };
  const batch = new BatchOfKafkajs('topic', String(fetchedOffset), partition);
  const ends = { empty: batch.isEmpty(), filtered: batch.isEmptyDueToFiltering(), last: batch.lastOffset(), lag: batch.offsetLag() };
  return { records: recordsOf(batch), head, topic: topic?.topicName, told: { ...partition, messages: [] }, ends };
}
