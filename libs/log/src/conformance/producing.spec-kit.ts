import { describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { LogClosed, UnexpectedAcknowledgement } from '../log.js';
import { numbered, valuesOf } from './numbered.spec-kit.js';
import { firstAppearances } from './recorder.spec-kit.js';
import { PATIENCE, type World } from './world.spec-kit.js';

/** What a producer promises of its acknowledgements. */
export function describeProducing(world: World): void {
  describe('a producer', () => {
    it('takes one send at a time: a second one throws and leaves the first alone', async () => {
      const log = await world.open();
      const topic = await world.prepared(log);
      const producer = await log.openProducer(topic);
      const first = producer.send(numbered(0, 1));
      await expect(producer.send(numbered(1, 1))).rejects.toThrow('one at a time');
      await first;
      await producer.send(numbered(2, 1));
      const reader = await world.read(log, topic);
      await eventually(() => reader.records.length === 2, PATIENCE);
      expect(reader.values).toEqual(['value 0', 'value 2']);
    });

    it('goes on from a checkpoint: what is sent again is delivered again, in the order of writing', async () => {
      const before = await world.open();
      const topic = await world.prepared(before);
      await (await before.openProducer(topic)).send(numbered(0, 4));
      await before.close();
      const after = await world.open();
      await (await after.openProducer(topic)).send(numbered(2, 4));
      const reader = await world.read(after, topic);
      await eventually(() => reader.records.length === 8, PATIENCE);
      expect(reader.values).toEqual(valuesOf([...numbered(0, 4), ...numbered(2, 4)]));
      expect(new Set(reader.offsets).size).toBe(8);
    });

    it('is spent after an acknowledgement that does not fit, and a new one goes on from the checkpoint', async () => {
      const lying = await world.openLying();
      const topic = await world.prepared(lying.log);
      const producer = await lying.log.openProducer(topic);
      await producer.send(numbered(0, 2));
      await lying.lie();
      await expect(producer.send(numbered(2, 2))).rejects.toThrow(UnexpectedAcknowledgement);
      await lying.beHonest();
      await expect(producer.send(numbered(2, 2))).rejects.toThrow(UnexpectedAcknowledgement);
      await producer.close();
      await (await lying.log.openProducer(topic)).send(numbered(2, 4));
      const reader = await world.read(await world.open(), topic);
      await eventually(() => reader.has('value 5'), PATIENCE);
      expect(firstAppearances(reader.values)).toEqual(valuesOf(numbered(0, 6)));
    });

    it('refuses to send once it is closed', async () => {
      const log = await world.open();
      const producer = await log.openProducer(await world.prepared(log));
      await producer.close();
      await expect(producer.send(numbered(0, 1))).rejects.toThrow(LogClosed);
    });
  });
}
