import { describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { LogClosed } from '../log.js';
import { numbered } from './numbered.spec-kit.js';
import { Recorder } from './recorder.spec-kit.js';
import { PATIENCE, unique, within, type World } from './world.spec-kit.js';

/** That an end is an end. */
export function describeClosing(world: World): void {
  describe('closing', () => {
    it('ends a send that is under way with LogClosed, also where the log does not answer', async () => {
      const { log, proxy } = await world.proxied();
      const producer = await log.openProducer(await world.prepared(log));
      await producer.send(numbered(0, 1));
      proxy.stall();
      const pending = expect(producer.send(numbered(1, 1))).rejects.toThrow(LogClosed);
      await within(1_000, producer.close());
      await pending;
    });

    it('ends whatever waits for a log that is not there', async () => {
      const { log, proxy } = await world.proxied();
      const topic = await world.prepared(log);
      await proxy.goDown();
      const waiting = Promise.all([
        expect(log.openProducer(topic)).rejects.toThrow(LogClosed),
        expect(log.prepare([topic])).rejects.toThrow(LogClosed),
        expect(log.openConsumer(topic, { group: unique('reader'), start: { from: 'end' }, onRecords: () => undefined })).rejects.toThrow(LogClosed),
      ]);
      await within(2_000, log.close());
      await within(2_000, waiting);
    });

    it('delivers nothing more once a consumer is closed', async () => {
      const log = await world.open();
      const topic = await world.prepared(log);
      const producer = await log.openProducer(topic);
      const closed = new Recorder();
      const consumer = await log.openConsumer(topic, { group: unique('reader'), start: { from: 'beginning' }, onRecords: closed.onRecords });
      await producer.send(numbered(0, 1));
      await eventually(() => closed.has('value 0'), PATIENCE);
      await within(3_000, consumer.close());
      const reopened = await world.read(log, topic);
      await producer.send(numbered(1, 1));
      await eventually(() => reopened.has('value 1'), PATIENCE);
      expect(closed.values).toEqual(['value 0']);
    });

    it('ends a consumer whose reader refuses for ever', async () => {
      const log = await world.open();
      const topic = await world.prepared(log);
      await (await log.openProducer(topic)).send(numbered(0, 1));
      let refusals = 0;
      const onRecords = (): Promise<void> => {
        refusals += 1;
        return Promise.reject(new Error('refused on purpose'));
      };
      const consumer = await log.openConsumer(topic, { group: unique('reader'), start: { from: 'beginning' }, onRecords });
      await eventually(() => refusals > 1, PATIENCE);
      await within(3_000, consumer.close());
    });
  });
}
