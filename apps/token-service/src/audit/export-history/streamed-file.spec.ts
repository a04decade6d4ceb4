import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { streamed } from './streamed-file.js';

const PIECE_BYTES = 100_000;

// eslint-disable-next-line @typescript-eslint/require-await -- it is read as what comes from the database is
async function* endless(): AsyncGenerator<Buffer> {
  for (;;) yield Buffer.alloc(PIECE_BYTES, 'x');
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
});

/** Lets what is under way come to rest. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 10; turns += 1) await turn();
}

/** As a client that takes so many bytes at a time. */
function take(stream: ReturnType<typeof streamed>, bytes: number): void {
  stream.read(Math.min(bytes, stream.readableLength));
}

describe('a streamed export', () => {
  it('is ended, and gives back its place once, where its client takes nothing for a minute', async () => {
    const ends: (Error | undefined)[] = [];
    const stream = streamed(endless(), (error) => ends.push(error));
    take(stream, 1);
    await settle();
    await jest.advanceTimersByTimeAsync(59_000);
    expect(stream.destroyed).toBe(false);
    await jest.advanceTimersByTimeAsync(2_000);
    await settle();
    expect(stream.destroyed).toBe(true);
    expect(ends).toEqual([expect.objectContaining({ message: expect.stringContaining('takes nothing') })]);
  });

  it('is ended where its client takes a byte a minute', async () => {
    const ends: (Error | undefined)[] = [];
    const stream = streamed(endless(), (error) => ends.push(error));
    for (let minutes = 0; minutes < 3 && !stream.destroyed; minutes += 1) {
      take(stream, 1);
      await settle();
      await jest.advanceTimersByTimeAsync(60_000);
      await settle();
    }
    expect(ends).toHaveLength(1);
  });

  it('goes on for a client that takes a piece now and then', async () => {
    const ends: (Error | undefined)[] = [];
    const stream = streamed(endless(), (error) => ends.push(error));
    for (let minutes = 0; minutes < 5; minutes += 1) {
      for (let taken = 0; taken < 4; taken += 1) {
        take(stream, PIECE_BYTES);
        await settle();
      }
      await jest.advanceTimersByTimeAsync(50_000);
    }
    expect([stream.destroyed, ends]).toEqual([false, []]);
    stream.destroy();
    await settle();
    expect(ends).toEqual([undefined]);
  });
});
