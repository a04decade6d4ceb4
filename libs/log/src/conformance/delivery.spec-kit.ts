import { describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { numbered, valuesOf } from './numbered.spec-kit.js';
import { firstAppearances, Recorder } from './recorder.spec-kit.js';
import { PATIENCE, RECOVERY, unique, type World } from './world.spec-kit.js';

/** What a reader gets: everything, in order, from where it wants. */
export function describeDelivery(world: World): void {
  describe('order', () => {
    it('delivers records as they were sent, in the order they were sent, at the offsets that were acknowledged', async () => {
      const log = await world.open();
      const topic = await world.prepared(log);
      const reader = await world.read(log, topic);
      const producer = await log.openProducer(topic);
      const acknowledged: number[] = [];
      for (let send = 0; send < 20; send += 1) {
        const { firstOffset, lastOffset } = await producer.send(numbered(send * 3, 3));
        for (let offset = firstOffset; offset <= lastOffset; offset += 1) acknowledged.push(offset);
      }
      await eventually(() => reader.records.length === 60, PATIENCE);
      expect(reader.records.map(({ key, value }) => ({ key, value: value.toString() }))).toEqual(numbered(0, 60));
      expect(reader.offsets).toEqual(acknowledged);
      expect(acknowledged).toEqual([...acknowledged].sort((a, b) => a - b));
    });

    it('delivers bytes as they are', async () => {
      const log = await world.open();
      const topic = await world.prepared(log);
      const bytes = Buffer.from([0, 255, 254, 10, 13, 0x5c, 0x78]);
      await (await log.openProducer(topic)).send([{ key: 'schlüssel/🗝', value: new Uint8Array(bytes) }]);
      const reader = await world.read(log, topic);
      await eventually(() => reader.records.length === 1, PATIENCE);
      expect(reader.records[0]).toMatchObject({ key: 'schlüssel/🗝', value: bytes });
    });

    it('keeps the order of a send that is larger than a batch may be', async () => {
      const log = await world.open();
      const topic = await world.prepared(log);
      const records = numbered(0, 300).map(({ key, value }) => ({ key, value: value.padEnd(10_000, '.') }));
      const { firstOffset, lastOffset } = await (await log.openProducer(topic)).send(records);
      expect(lastOffset - firstOffset + 1).toBe(300);
      const reader = await world.read(log, topic);
      await eventually(() => reader.records.length === 300, PATIENCE);
      expect(reader.values).toEqual(records.map(({ value }) => value));
    });

    it('gives a reader one batch at a time', async () => {
      const log = await world.open();
      const topic = await world.prepared(log);
      const reader = await world.read(log, topic);
      const producer = await log.openProducer(topic);
      for (let send = 0; send < 20; send += 1) await producer.send(numbered(send, 1));
      await eventually(() => reader.records.length === 20, PATIENCE);
      expect(reader.overlaps).toBe(0);
    });
  });

  describe('starting', () => {
    it('gives a fresh consumer the records from before a restart', async () => {
      const before = await world.open();
      const topic = await world.prepared(before);
      await (await before.openProducer(topic)).send(numbered(0, 5));
      await before.close();
      const reader = await world.read(await world.open(), topic);
      await eventually(() => reader.records.length === 5, PATIENCE);
      expect(reader.values).toEqual(valuesOf(numbered(0, 5)));
    });

    it('goes on at its own offset after a restart, with none before it', async () => {
      const before = await world.open();
      const topic = await world.prepared(before);
      const { firstOffset } = await (await before.openProducer(topic)).send(numbered(0, 10));
      await before.close();
      const reader = await world.read(await world.open(), topic, { from: 'offset', offset: firstOffset + 4 });
      await eventually(() => reader.has('value 9'), PATIENCE);
      expect(reader.values).toEqual(valuesOf(numbered(4, 6)));
    });

    it('delivers from the end everything that is appended after the consumer was opened, and nothing before', async () => {
      const log = await world.open();
      const topic = await world.prepared(log);
      const producer = await log.openProducer(topic);
      await producer.send(numbered(0, 5));
      const reader = await world.read(log, topic, { from: 'end' });
      await producer.send(numbered(5, 5));
      await eventually(() => reader.has('value 9'), PATIENCE);
      expect(reader.values).toEqual(valuesOf(numbered(5, 5)));
    });

    it('starts at the beginning where its offset is beyond the end, as after a topic was made again', async () => {
      const log = await world.open();
      const topic = await world.prepared(log);
      await (await log.openProducer(topic)).send(numbered(0, 3));
      const reader = await world.read(log, topic, { from: 'offset', offset: 1_000 });
      await eventually(() => reader.has('value 2'), RECOVERY);
      expect(firstAppearances(reader.values)).toEqual(valuesOf(numbered(0, 3)));
    });
  });

  describe('a reader that refuses', () => {
    it('gets the same records again until it takes them, and nothing after them before', async () => {
      const log = await world.open();
      const topic = await world.prepared(log);
      const producer = await log.openProducer(topic);
      await producer.send(numbered(0, 3));
      let refusals = 0;
      const recorder = new Recorder();
      recorder.refuse = (records) => records.some(({ value }) => value.toString() === 'value 0') && (refusals += 1) < 3;
      await log.openConsumer(topic, { group: unique('reader'), start: { from: 'beginning' }, onRecords: recorder.onRecords });
      await producer.send(numbered(3, 3));
      await eventually(() => recorder.has('value 5'), PATIENCE);
      expect(refusals).toBe(3);
      expect(recorder.values).toEqual(valuesOf(numbered(0, 6)));
    });
  });
}
