import { Readable } from 'node:stream';
import type { Pieces } from './history-exports.js';

/** A client that takes nothing for so long is taken for gone: it would keep its place from others. */
const STALLED_MS = 60_000;

/**
 * A stream of pieces, each made when the one before was taken; about a page of them is in memory. Where making one fails the
 * stream is destroyed, and with it the connection: the answer cannot be taken for a whole one.
 *
 * @param onEnd called once, however it ends
 */
export function streamed(pieces: Pieces, onEnd: (error: Error | undefined) => void): Readable {
  const stream = Readable.from(watched(pieces), { objectMode: false });
  const timer = setTimeout(() => stream.destroy(new Error('the client takes nothing of it any more')), STALLED_MS).unref();
  let failure: Error | undefined;
  stream.on('error', (error) => {
    failure = error;
  });
  stream.on('close', () => {
    clearTimeout(timer);
    onEnd(failure);
  });

  async function* watched(all: Pieces): Pieces {
    for await (const piece of all) {
      yield piece;
      timer.refresh();
    }
  }
  return stream;
}
