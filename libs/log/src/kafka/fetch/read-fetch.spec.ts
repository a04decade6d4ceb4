import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bytesOf, plainBatches, readByKafkajs, responseOf, takenOf, type WrittenBatch } from './fetched-batches.spec-kit.js';
import { readFetch } from './read-fetch.js';

const FIRST = 1_000;
const one: WrittenBatch = { records: [{ key: 'key', value: 'value', headers: {}, timestampDelta: 1, gap: 0 }], compression: 0, transactional: false };

/** An answer in the middle of the topic, and an offset before, within or behind it. */
const fetches = fc.record({ batches: plainBatches, from: fc.integer({ min: -10, max: 600 }) });

describe('what was fetched from Kafka', () => {
  it('is what kafkajs makes of it, whatever the records are and wherever the reader is', async () => {
    await fc.assert(
      fc.asyncProperty(fetches, async ({ batches, from }) => {
        const response = responseOf(await bytesOf(batches, FIRST));
        const read = readFetch(response);
        expect(read && takenOf(read, FIRST + from)).toEqual(takenOf(await readByKafkajs(response), FIRST + from));
      }),
    );
  });

  it('is what kafkajs makes of it where its last batch is cut off, at whichever byte', async () => {
    const whole = await bytesOf([one], FIRST);
    const bytes = Buffer.concat([whole, await bytesOf([{ ...one, records: [...one.records, ...one.records] }], FIRST + 1)]);
    for (let length = whole.length; length <= bytes.length; length += 1) {
      const response = responseOf(bytes.subarray(0, length));
      const read = readFetch(response);
      expect(read && takenOf(read, FIRST)).toEqual(takenOf(await readByKafkajs(response), FIRST));
    }
  });

  it('is what kafkajs makes of it, or left to kafkajs, whichever byte of it is another', async () => {
    const response = responseOf(await bytesOf([{ ...one, records: [...one.records, ...one.records] }, one], FIRST));
    const readAlone = new Set<number>();
    for (let at = 0; at < response.length; at += 1) {
      for (const change of [0x01, 0x10, 0x20, 0x80, 0xff]) {
        const changed = Buffer.from(response);
        changed[at] = (changed[at] ?? 0) ^ change;
        const read = readFetch(changed);
        const byKafkajs = read && (await readByKafkajs(changed).catch(() => undefined));
        if (read && byKafkajs) expect(takenOf(read, FIRST)).toEqual(takenOf(byKafkajs, FIRST));
        else if (read) readAlone.add(at);
      }
    }
    // How many headers a record has stands behind its value; nobody here reads any.
    const headerCounts = [...response.toString('latin1').matchAll(/value/g)].map(({ index }) => index + 'value'.length);
    expect([...readAlone].filter((at) => !headerCounts.includes(at))).toEqual([]);
  });

  it.each<[string, WrittenBatch]>([
    ['compressed', { ...one, compression: 1 }],
    ['of a transaction', { ...one, transactional: true }],
  ])('is left to kafkajs where a batch is %s', async (_, batch) => {
    const response = responseOf(await bytesOf([one, batch], FIRST));
    expect(readFetch(response)).toBeUndefined();
    expect(takenOf(await readByKafkajs(response), FIRST).records).toHaveLength(2);
  });

  it('is left to kafkajs where it ends before its time', async () => {
    const response = responseOf(await bytesOf([one], FIRST));
    for (let length = 0; length < response.length; length += 1) expect(readFetch(response.subarray(0, length))).toBeUndefined();
  });
});
