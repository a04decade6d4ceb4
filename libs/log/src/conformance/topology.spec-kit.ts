import { describe, expect, it } from '@jest/globals';
import { TopologyError } from '../log.js';
import { numbered } from './numbered.spec-kit.js';
import { newTopic, unique, type World } from './world.spec-kit.js';

/** That a log of another shape is noticed before anything relies on it. */
export function describeTopology(world: World): void {
  describe('topology', () => {
    it('makes the topics that are missing, once, also where two processes prepare at the same time', async () => {
      const [one, other] = await Promise.all([world.open(), world.open()]);
      const topics = [newTopic(), newTopic()];
      await Promise.all([one.prepare(topics), other.prepare(topics)]);
      await one.prepare(topics);
      for (const topic of topics) await (await other.openProducer(topic)).send(numbered(0, 1));
    });

    it('has one name for everybody who opens it', async () => {
      const [one, other] = await Promise.all([world.open(), world.open()]);
      const name = await one.identity();
      expect(name).toMatch(/^(embedded|kafka) \S+$/);
      expect(await other.identity()).toBe(name);
    });

    it('says in one line that a topic is missing', async () => {
      const log = await world.open();
      const topic = newTopic();
      await expect(log.openProducer(topic)).rejects.toThrow(TopologyError);
      const missing = await log.openConsumer(topic, { group: unique('reader'), start: { from: 'end' }, onRecords: () => undefined }).catch((error: unknown) => error);
      expect(missing).toBeInstanceOf(TopologyError);
      expect(String(missing)).toContain(topic.name);
      expect(String(missing)).not.toContain('\n');
    });

    it('refuses a topic that is there already and is not what is needed, in one line that names it', async () => {
      const log = await world.open();
      for (const misfit of world.underTest.misfits) {
        const topic = newTopic();
        await misfit.make(topic);
        const refusal = await log.prepare([topic]).catch((error: unknown) => error);
        expect(refusal).toBeInstanceOf(TopologyError);
        expect(String(refusal)).toContain(topic.name);
        expect(String(refusal)).toContain(misfit.named);
        expect(String(refusal)).not.toContain('\n');
      }
    });
  });
}
