import { describe, expect, it } from '@jest/globals';
import { type Log, LogClosed, type LogProducer, type OutgoingRecord, type Topic, UnexpectedAcknowledgement } from './log.js';
import { SteadyProducer } from './steady-producer.js';

const topic: Topic = { name: 't', cleanup: { policy: 'compact', compactionLagMs: 0 } };
const records: readonly OutgoingRecord[] = [{ key: 'k', value: 'v' }];
const acknowledged = { firstOffset: 0, lastOffset: 0 };

/** A log whose producers are opened by the test, and tell what is done with them. */
function logOpenedByHand(): { log: Log; told: string[]; open: (name: string, send?: LogProducer['send']) => void } {
  const told: string[] = [];
  const waiting: ((producer: LogProducer) => void)[] = [];
  const log = { openProducer: () => new Promise<LogProducer>((resolve) => waiting.push(resolve)) } as unknown as Log;
  const open = (name: string, send: LogProducer['send'] = () => Promise.resolve(acknowledged)): void => {
    const tell = (what: string): void => void told.push(`${name} ${what}`);
    waiting.shift()?.({
      send: (sent) => {
        tell('sends');
        return send(sent);
      },
      close: () => {
        tell('closed');
        return Promise.resolve();
      },
    });
  };
  return { log, told, open };
}

describe('a steady producer', () => {
  it('that is closed while the log never answers ends a waiting send at once, with LogClosed', async () => {
    const producer = new SteadyProducer(logOpenedByHand().log, topic);
    const sending = producer.send(records);
    const [sent] = await Promise.allSettled([sending, producer.close()]);
    expect(sent).toMatchObject({ status: 'rejected', reason: expect.any(LogClosed) });
  });

  it.each([
    ['after the close', ['close', 'open']],
    ['in the moment of the close', ['open', 'close']],
  ])('closes what the log opens %s, and sends nothing by it', async (_, order) => {
    const { log, told, open } = logOpenedByHand();
    const producer = new SteadyProducer(log, topic);
    const sending = expect(producer.send(records)).rejects.toThrow(LogClosed);
    for (const step of order) {
      if (step === 'open') open('late');
      else await producer.close();
    }
    await sending;
    expect(told).toEqual(['late closed']);
  });

  it('leaves no producer open, at whichever step of an opening the close falls', async () => {
    for (let steps = 0; steps < 12; steps += 1) {
      const { log, told, open } = logOpenedByHand();
      const producer = new SteadyProducer(log, topic);
      const sending = producer.send(records).catch((error: unknown) => error);
      open('late');
      for (let step = 0; step < steps; step += 1) await Promise.resolve();
      await producer.close();
      await sending;
      expect(told).toContain('late closed');
    }
  });

  it('opens nothing once it is closed', async () => {
    const { log, told, open } = logOpenedByHand();
    const producer = new SteadyProducer(log, topic);
    await producer.close();
    await expect(producer.send(records)).rejects.toThrow(LogClosed);
    open('never asked for');
    expect(told).toEqual([]);
  });

  it('sends again by a new producer after an acknowledgement that does not fit', async () => {
    const { log, told, open } = logOpenedByHand();
    const producer = new SteadyProducer(log, topic);
    const sending = producer.send(records);
    open('first', () => {
      // The next opening is asked for once the first producer is closed.
      setImmediate(() => { open('second'); });
      return Promise.reject(new UnexpectedAcknowledgement('two answers'));
    });
    expect(await sending).toEqual(acknowledged);
    expect(told).toEqual(['first sends', 'first closed', 'second sends']);
  });
});
