import { describe, expect, it } from '@jest/globals';
import { type Appender, GuardedProducer } from './guarded-producer.js';
import { AccessDenied, type Acknowledgement, LogClosed, UnexpectedAcknowledgement } from './log.js';

const answering = (...answers: readonly (Acknowledgement | Error)[]): Appender => {
  const rest = [...answers];
  return {
    append: () => {
      const answer = rest.shift();
      return answer === undefined || answer instanceof Error ? Promise.reject(answer ?? new Error('no answer left')) : Promise.resolve(answer);
    },
    close: () => undefined,
  };
};
const records = (count: number): { key: string; value: string }[] => Array.from({ length: count }, () => ({ key: 'k', value: 'v' }));

describe('a producer', () => {
  it.each([
    ['fewer records than were sent', { firstOffset: 10, lastOffset: 10 }],
    ['more records than were sent', { firstOffset: 10, lastOffset: 12 }],
    ['an offset that was acknowledged before', { firstOffset: 5, lastOffset: 6 }],
    ['no number', { firstOffset: Number.NaN, lastOffset: Number.NaN }],
    ['an offset below zero', { firstOffset: -1, lastOffset: 0 }],
  ])('is spent by an acknowledgement of %s', async (_, wrong) => {
    const producer = new GuardedProducer('t', answering({ firstOffset: 4, lastOffset: 5 }, wrong, { firstOffset: 20, lastOffset: 21 }));
    await producer.send(records(2));
    await expect(producer.send(records(2))).rejects.toThrow(UnexpectedAcknowledgement);
    await expect(producer.send(records(2))).rejects.toThrow(UnexpectedAcknowledgement);
  });

  it('is spent where the adapter itself found the answer wrong', async () => {
    const producer = new GuardedProducer('t', answering(new UnexpectedAcknowledgement('two answers'), { firstOffset: 0, lastOffset: 0 }));
    await expect(producer.send(records(1))).rejects.toThrow('two answers');
    await expect(producer.send(records(1))).rejects.toThrow('two answers');
  });

  it('takes offsets with gaps between sends, as others append too', async () => {
    const producer = new GuardedProducer('t', answering({ firstOffset: 0, lastOffset: 1 }, { firstOffset: 7, lastOffset: 8 }));
    await producer.send(records(2));
    expect(await producer.send(records(2))).toEqual({ firstOffset: 7, lastOffset: 8 });
  });

  it('goes on after a refusal', async () => {
    const producer = new GuardedProducer('t', answering(new AccessDenied('not you'), { firstOffset: 0, lastOffset: 0 }));
    await expect(producer.send(records(1))).rejects.toThrow(AccessDenied);
    expect(await producer.send(records(1))).toEqual({ firstOffset: 0, lastOffset: 0 });
  });

  it('refuses a send without records', async () => {
    await expect(new GuardedProducer('t', answering()).send([])).rejects.toThrow('without records');
  });

  it('closes only once its send has ended, with LogClosed', async () => {
    let ended = false;
    const appender: Appender = {
      append: (_, signal) =>
        new Promise((__, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
        }),
      close: () => {
        ended = true;
      },
    };
    const producer = new GuardedProducer('t', appender);
    const sending = producer.send(records(1));
    const closing = producer.close();
    expect(ended).toBe(false);
    await expect(sending).rejects.toThrow(LogClosed);
    await closing;
    expect(ended).toBe(true);
  });
});
