import { describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { numbered, valuesOf } from './numbered.spec-kit.js';
import { firstAppearances } from './recorder.spec-kit.js';
import { PATIENCE, RECOVERY, refusesToConnect, type World } from './world.spec-kit.js';

/** What holds while the log, or the way to it, does not. */
export function describeFaults(world: World): void {
  describe('faults', () => {
    it('loses nothing where an acknowledgement is lost', async () => {
      const { log, proxy } = await world.proxied();
      const straight = await world.open();
      const topic = await world.prepared(straight);
      const reader = await world.read(straight, topic);
      const producer = await log.openProducer(topic);
      await producer.send(numbered(0, 2));
      proxy.swallowAnswers();
      const pending = producer.send(numbered(2, 2));
      await eventually(() => reader.has('value 3'), PATIENCE);
      await proxy.restore();
      await pending;
      await producer.send(numbered(4, 2));
      await eventually(() => reader.has('value 5'), RECOVERY);
      expect(firstAppearances(reader.values)).toEqual(valuesOf(numbered(0, 6)));
      expect(reader.records.length).toBeGreaterThan(6);
    }, 40_000);

    it('loses nothing where the log stops answering, and recovers by itself', async () => {
      const { log, proxy, notices } = await world.proxied();
      const straight = await world.open();
      const topic = await world.prepared(straight);
      const producer = await log.openProducer(topic);
      const reader = await world.read(log, topic);
      await producer.send(numbered(0, 2));
      await eventually(() => reader.has('value 1'), PATIENCE);
      proxy.stall();
      const pending = producer.send(numbered(2, 2));
      // While this one hears nothing, others append.
      const other = await straight.openProducer(topic);
      await other.send(numbered(100, 1));
      await eventually(() => notices.has(/sending again/) && notices.has(/^reading .* failed/), PATIENCE);
      expect(reader.values).toEqual(valuesOf(numbered(0, 2)));
      await proxy.restore();
      await pending;
      await producer.send(numbered(4, 2));
      await eventually(() => reader.has('value 5', 'value 100'), RECOVERY);
      const own = reader.values.filter((value) => value !== 'value 100');
      expect(firstAppearances(own)).toEqual(valuesOf(numbered(0, 6)));
    }, 60_000);

    it('loses nothing where the log is gone for a while, and recovers by itself', async () => {
      const { log, proxy } = await world.proxied();
      const topic = await world.prepared(await world.open());
      const producer = await log.openProducer(topic);
      const reader = await world.read(log, topic);
      await producer.send(numbered(0, 2));
      await eventually(() => reader.has('value 1'), PATIENCE);
      await proxy.goDown();
      const pending = producer.send(numbered(2, 2));
      await expect(refusesToConnect(proxy)).resolves.toBe(true);
      await proxy.restore();
      await pending;
      await producer.send(numbered(4, 2));
      await eventually(() => reader.has('value 5'), RECOVERY);
      expect(firstAppearances(reader.values)).toEqual(valuesOf(numbered(0, 6)));
    }, 60_000);

    it('waits for a log that is not there yet', async () => {
      const { log, proxy } = await world.proxied();
      const topic = await world.prepared(await world.open());
      await proxy.goDown();
      const opening = log.openProducer(topic);
      await expect(refusesToConnect(proxy)).resolves.toBe(true);
      await proxy.restore();
      await (await opening).send(numbered(0, 1));
    });
  });
}
