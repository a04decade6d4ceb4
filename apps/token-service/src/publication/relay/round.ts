import { type Query, readMessages, type StoredMessage } from '@portcullis/event-store';
import type { LogProducer, OutgoingRecord } from '@portcullis/log';
import { CLOSED_KEY, encodeClosedRecord, formatDigest, replaceInDigest } from '@portcullis/messages';
import type { BootToAdmit } from '../boots/replica-boots.js';
import { admitBoots } from '../boots/replica-boots.js';
import { type Checkpoint, moveCheckpoint } from './lease.js';
import { MESSAGES_IN_VIEW, type PrimaryViewWithMessages, readPrimary } from './primary-view.js';

/** Messages in one send. */
const BATCH = 1_000;

/** A boot's newest nonce, and what the table is to know of it. */
export interface Nonce extends BootToAdmit {
  readonly nonce: number;
}

export interface RoundContext {
  readonly query: Query;
  readonly producer: LogProducer;
  readonly epoch: number;
  readonly checkpoint: Checkpoint;
  /** The newest nonce of each boot that may be echoed; called once, first of all. */
  readonly copyNonces: () => readonly Nonce[];
  /** Boots that this term has seen committed to the table already. */
  readonly admitted: Set<string>;
  /** The store's head is at this position: everything up to it is committed. */
  readonly sawCommitted: (position: number) => void;
}

export type RoundResult =
  | { readonly done: true; readonly checkpoint: Checkpoint }
  /** `checkpoint_elsewhere`: it is not where this term left it, be it that another one moved it or that the server lost the last moves. */
  | { readonly done: false; readonly reason: 'deposed' | 'checkpoint_elsewhere' };

/**
 * One round of the relay. The order is what makes a closed record true:
 *
 * 1. The nonces are copied before the head is read, so an echo speaks of everything that was committed when its nonce was
 *    sent. A nonce that comes later waits for the next round.
 * 2. A boot stands in the table before it is ever echoed, so a change that commits after its first echo waits for it.
 * 3. Head, epoch and retired boots come from one statement on the primary, made after (1) and (2): a relay that was
 *    deposed meanwhile stops here, and what it says below was true when it was still in office. The first messages up to
 *    that head come with it.
 * 4. Every message up to that head is sent, in position order, and none later.
 * 5. The closed record, which says so, comes after them all: as the last record of the last batch, which the log appends
 *    whole or not at all, once every batch before it is acknowledged. It costs no trip of its own (docs/adr/0023).
 *
 * The checkpoint moves last: a relay that dies before sends the same bytes again, which changes nothing.
 *
 * @throws whatever the database or the log throws, and where the store went back behind the checkpoint (a restore): a digest
 *   of what was undone must not be published. The caller then starts again from the checkpoint with a new producer.
 */
export async function round(context: RoundContext): Promise<RoundResult> {
  const { query, epoch } = context;
  const nonces = context.copyNonces();
  await admit(context, nonces);
  const view = await readPrimary(query, epoch, context.checkpoint.position);
  if (view === undefined) return { done: false, reason: 'deposed' };
  context.sawCommitted(view.position);
  if (view.position < context.checkpoint.position) {
    throw new Error(`the store's head is at ${view.position}, before the checkpoint at ${context.checkpoint.position}: it was restored`);
  }
  const echoed = nonces.filter(({ boot }) => view.echoable.has(boot)).map(({ boot, nonce }) => [boot, nonce] as const);
  const checkpoint = await publish(context, view, (digest) => ({
    key: CLOSED_KEY,
    value: encodeClosedRecord({ schema: 1, store: view.storeId, epoch, position: view.position, digest: formatDigest(digest), nonces: Object.fromEntries(echoed) }),
  }));
  return keepCheckpoint(context, checkpoint);
}

async function admit({ query, epoch, admitted }: RoundContext, nonces: readonly Nonce[]): Promise<void> {
  const unknown = nonces.filter(({ boot }) => !admitted.has(boot));
  await admitBoots(query, epoch, unknown);
  for (const { boot } of unknown) admitted.add(boot);
}

/** @param closed makes the closed record of the content digest at the head. */
async function publish({ query, producer, checkpoint }: RoundContext, view: PrimaryViewWithMessages, closed: (digest: bigint) => OutgoingRecord): Promise<Checkpoint> {
  const head = view.position;
  let { position, digest } = checkpoint;
  for (let first = true; ; first = false) {
    const messages = first && view.messages.length < MESSAGES_IN_VIEW ? view.messages : await messagesAfter(query, position, head);
    for (const message of messages) digest = replaceInDigest(digest, message.previousDigestPart, message.digestPart);
    // Events without a message (a use, say) lie between; a batch that is not full has reached the head.
    position = messages.length < BATCH ? head : (messages.at(-1)?.position ?? head);
    const records: readonly OutgoingRecord[] = messages.map(({ key, value }) => ({ key, value }));
    if (position < head) await producer.send(records);
    else {
      await producer.send([...records, closed(digest)]);
      return { position, digest };
    }
  }
}

/** The next batch; none, and no trip, at the head. */
function messagesAfter(query: Query, position: number, head: number): Promise<readonly StoredMessage[]> {
  return position < head ? readMessages(query, position, head, BATCH) : Promise.resolve([]);
}

async function keepCheckpoint({ query, epoch, checkpoint: from }: RoundContext, to: Checkpoint): Promise<RoundResult> {
  if (to.position !== from.position && !(await moveCheckpoint(query, epoch, from, to))) return { done: false, reason: 'checkpoint_elsewhere' };
  return { done: true, checkpoint: to };
}
