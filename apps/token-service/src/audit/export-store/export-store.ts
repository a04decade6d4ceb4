import type { Query } from '@portcullis/event-store';
import { endLine, eventLine, headerLine } from '@portcullis/history-proof';
import type { KeptCheckpoint } from '../../evidence/checkpoints/kept-checkpoints.js';
import { historyOfStore } from '../export-history/stored-history.js';

/** The store has not all the events that were signed. */
export class IncompleteStore extends Error {
  override readonly name = 'IncompleteStore';

  constructor(events: number, size: number) {
    super(`The event store has ${events} events without a gap, and ${size} were signed: somebody deleted some. The running service says more when it verifies its history.`);
  }
}

/**
 * The history of every workspace up to a checkpoint, as the file of docs/history-export.md, a page of events at a time. It
 * carries no proofs: whoever has all events makes the trees of the checkpoint again.
 *
 * @param onEvents told how many there are so far
 * @throws IncompleteStore at the end
 */
export async function* exportOfStore(query: Query, { storeId, size, note }: KeptCheckpoint, onEvents: (events: number) => void): AsyncGenerator<Buffer> {
  yield Buffer.from(headerLine({ scope: { type: 'store', id: storeId }, storeId, checkpoint: note, workspace: null, previous: null }));
  let events = 0;
  for await (const page of historyOfStore(query, size)) {
    yield Buffer.concat(page.map(({ origin, bytes }) => eventLine({ origin, proof: null, bytes })));
    events += page.length;
    onEvents(events);
  }
  if (events !== size) throw new IncompleteStore(events, size);
  // Only who has come so far has written all: without this line the file is cut.
  yield Buffer.from(endLine({ events, lastProof: null }));
}
