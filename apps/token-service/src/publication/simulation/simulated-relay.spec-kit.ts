import { CLOSED_KEY, encodeClosedRecord, formatDigest, replaceInDigest } from '@portcullis/messages';
import type { Checkpoint } from '../relay/lease.js';
import type { Nonce } from '../relay/round.js';
import type { Rules } from './rules.spec-kit.js';
import type { SimulatedStore } from './simulated-store.spec-kit.js';

export type Outgoing = readonly { readonly key: string; readonly value: string | Buffer }[];

export interface RelayContext {
  readonly rules: Rules;
  /** The database this instance is connected to, as it is at the moment of each statement. */
  readonly store: () => SimulatedStore;
  readonly copyNonces: () => readonly Nonce[];
  readonly sawHead: (position: number) => void;
  /** Sends, with whatever the network does to it; throws where no acknowledgement came. */
  readonly send: (records: Outgoing) => void;
}

/** Messages in one send: few, so that much can happen between two. */
const BATCH = 2;

/**
 * One term of office as a sequence of instants: each `next()` is one statement or one send, and anything may happen
 * between two of them. The same steps, in the same order, as `round` takes.
 */
export class SimulatedTerm {
  readonly admitted = new Set<string>();
  private checkpoint: Checkpoint | undefined;
  private underWay: Generator<void, boolean> | undefined;
  isOver = false;

  constructor(
    readonly epoch: number,
    checkpoint: Checkpoint,
    private readonly context: RelayContext,
  ) {
    this.checkpoint = checkpoint;
  }

  get position(): number {
    return this.checkpoint?.position ?? 0;
  }

  /** One instant of the relay's work. After any surprise it starts again from the checkpoint in the database. */
  step(): void {
    if (this.isOver) return;
    this.underWay ??= this.round();
    try {
      const { done, value } = this.underWay.next();
      if (done !== true) return;
      this.underWay = undefined;
      if (value) return;
      this.isOver = true;
      this.context.store().releaseLease(this.epoch);
    } catch {
      this.underWay = undefined;
      this.checkpoint = undefined;
    }
  }

  /** Ends the round that is under way, and takes of the next one the nonces, the boots and the head. */
  beginRound(): void {
    while (this.underWay !== undefined) this.step();
    for (let step = 0; step < 3; step += 1) this.step();
  }

  /** @returns whether it is still in office */
  private *round(): Generator<void, boolean> {
    const { rules, store, copyNonces, sawHead } = this.context;
    const before = this.checkpoint ?? store().readCheckpoint(this.epoch);
    if (before === undefined) return false;
    this.checkpoint = before;
    let nonces = copyNonces();
    yield;
    this.admit(nonces);
    yield;
    const view = store().readPrimary(this.epoch);
    if (view === undefined) return false;
    sawHead(view.position);
    if (view.position < before.position) throw new Error('restored');
    yield;
    const checkpoint = yield* this.sendMessages(before, view.position);
    if (!rules.noncesBeforeHead) nonces = copyNonces();
    const echoed = nonces.filter(({ boot }) => view.echoable.has(boot)).map(({ boot, nonce }) => [boot, nonce] as const);
    const closed = { schema: 1, store: view.storeId, epoch: this.epoch, position: view.position, digest: formatDigest(checkpoint.digest), nonces: Object.fromEntries(echoed) } as const;
    this.context.send([{ key: CLOSED_KEY, value: encodeClosedRecord(closed) }]);
    yield;
    if (checkpoint.position !== before.position && !store().moveCheckpoint(this.epoch, before, checkpoint)) {
      // Whether this term is over says the checkpoint, which is read next.
      this.checkpoint = undefined;
      return true;
    }
    this.checkpoint = checkpoint;
    return true;
  }

  private admit(nonces: readonly Nonce[]): void {
    const unknown = nonces.filter(({ boot }) => !this.admitted.has(boot));
    this.context.store().admitBoots(this.epoch, unknown);
    for (const { boot } of unknown) this.admitted.add(boot);
  }

  private *sendMessages({ position, digest }: Checkpoint, head: number): Generator<void, Checkpoint> {
    const messages = this.context.store().messages.slice(position, head);
    for (let at = 0; at < messages.length; at += BATCH) {
      this.context.send(messages.slice(at, at + BATCH));
      yield;
    }
    return { position: head, digest: messages.reduce((sum, { part, previousPart }) => replaceInDigest(sum, previousPart, part), digest) };
  }
}
