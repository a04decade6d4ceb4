import { setTimeout as delay } from 'node:timers/promises';
import type { Log, LogRecord } from '@portcullis/log';
import { TOKEN_STATE_TOPIC } from '@portcullis/messages';
import type pg from 'pg';
import { appendPortion } from './append-portion.js';
import type { Copy } from './open-copy.js';
import { Pending } from './pending.js';
import type { Proof } from './proof.js';
import type { Proofs } from './proofs.js';

/** A change waits this long for others before it is written. */
const GATHER_MS = 1_000;
/** With no change, only the offset moves: rarely, as all it saves is a few closed records read again. */
const MOVE_OFFSET_MS = 10_000;

/** What was written is not what was published: the copy is worth nothing. */
export class CopyDiffers extends Error {
  override readonly name = 'CopyDiffers';
}

export interface SessionOptions {
  readonly log: Log;
  readonly group: string;
  readonly proofs: Proofs;
  readonly monotonicMs: () => number;
  /** The copy goes up to here now; `agreed` where it was found to have the digest that was published there. */
  readonly onSaved: (nextOffset: number, agreed: boolean) => void;
}

/**
 * One spell of writing over one connection: reads the topic by a consumer of its own from where the copy ends, and
 * writes what has been proven. The read that is served from is not held up, and nothing of it is kept in memory twice:
 * a database that is away, or slow, only means that this consumer waits.
 */
export class WritingSession {
  private readonly pending: Pending;
  private readonly ending = new AbortController();
  /** The first record is saved at once: it shows that the database takes any. */
  private lastSaveMs = -Infinity;
  private saving: Promise<void> = Promise.resolve();
  /** Where the copy in the database ends: what the next portion follows. */
  private savedTo: number;

  constructor(
    private readonly client: pg.Client,
    private readonly copy: Copy,
    private readonly options: SessionOptions,
  ) {
    this.pending = new Pending(copy.nextOffset);
    this.savedTo = copy.nextOffset;
  }

  /** How long the oldest message that is not saved has been waiting, ms. */
  get behindMs(): number {
    return this.pending.waitingMs(this.options.monotonicMs());
  }

  /** Runs until the signal is aborted, and returns; or until the first trouble, and throws that. */
  async run(signal: AbortSignal): Promise<void> {
    const over = AbortSignal.any([signal, this.ending.signal]);
    const { nextOffset } = this.copy;
    const consumer = await this.options.log.openConsumer(TOKEN_STATE_TOPIC, {
      group: this.options.group,
      start: nextOffset === 0 ? { from: 'beginning' } : { from: 'offset', offset: nextOffset },
      onRecords: (records) => this.take(records, over),
    });
    try {
      await aborted(over);
    } finally {
      await consumer.close();
      await this.saving;
    }
    if (!signal.aborted) throw this.ending.signal.reason;
  }

  /** Saves what is proven and still waiting. To be called once `run` has returned. */
  async flush(): Promise<void> {
    const proof = this.options.proofs.latest;
    while (proof !== undefined && (await this.save(proof)));
  }

  /** Never rejects: the same records would be delivered again, and what went wrong ends the session. */
  private async take(records: readonly LogRecord[], over: AbortSignal): Promise<void> {
    if (over.aborted) return;
    this.saving = this.takeAll(records, over).catch((error: unknown) => {
      if (!over.aborted) this.ending.abort(error);
    });
    await this.saving;
  }

  private async takeAll(records: readonly LogRecord[], over: AbortSignal): Promise<void> {
    for (const record of records) this.pending.add(record, this.options.monotonicMs());
    while (this.pending.isFull) {
      const proof = await this.options.proofs.until(({ offset }) => offset >= this.pending.from, over);
      const beganMs = performance.now();
      if (!(await this.save(proof))) break;
      // As long as it took: a large catch-up leaves half of the database, and of this process, to requests.
      await delay(performance.now() - beganMs, undefined, { signal: over });
    }
    const { latest } = this.options.proofs;
    if (latest !== undefined && this.isDue()) await this.save(latest);
  }

  private isDue(): boolean {
    return this.behindMs >= GATHER_MS || this.options.monotonicMs() - this.lastSaveMs >= MOVE_OFFSET_MS;
  }

  /** @returns whether there was anything to save. */
  private async save(proof: Proof): Promise<boolean> {
    const portion = this.pending.take(proof.offset, this.options.monotonicMs());
    if (portion === undefined) return false;
    const digest = await appendPortion(this.client, this.copy.generation, this.savedTo, portion);
    const atProof = portion.nextOffset === proof.offset + 1;
    if (atProof && digest !== proof.digest) throw new CopyDiffers(`the copy has the digest ${digest}, and ${proof.digest} was published`);
    this.savedTo = portion.nextOffset;
    this.lastSaveMs = this.options.monotonicMs();
    this.options.onSaved(portion.nextOffset, atProof);
    return true;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => { resolve(); }, { once: true });
  });
}
