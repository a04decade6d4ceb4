import { awaitProducer, type Log, LogClosed, type LogLogger, type LogProducer } from '@portcullis/log';
import { TOKEN_STATE_TOPIC } from '@portcullis/messages';
import type { Query } from '@portcullis/event-store';
import { type Checkpoint, readCheckpoint, type Term } from './lease.js';
import type { Healing } from './healing.js';
import { type Nonce, round, type RoundResult } from './round.js';

export interface TermOptions {
  readonly log: Log;
  readonly query: Query;
  readonly term: Term;
  readonly copyNonces: () => readonly Nonce[];
  readonly sawCommitted: (position: number) => void;
  readonly healing: Healing;
  /** A round came to its end. */
  readonly onRound: () => void;
  /** Gives the lease back if it is still this term's. */
  readonly giveBack: () => Promise<void>;
  readonly logger: LogLogger;
}

/**
 * What one relay does while it holds the lease: rounds, one at a time. After any surprise it starts again from the
 * checkpoint in the database with a new producer, and trusts nothing it remembers.
 */
export class TermOfOffice {
  private producer: LogProducer | undefined;
  private checkpoint: Checkpoint | undefined;
  private readonly ending = new AbortController();
  private readonly admitted = new Set<string>();

  constructor(private readonly options: TermOptions) {
    this.checkpoint = options.term.checkpoint;
  }

  get isOver(): boolean {
    return this.ending.signal.aborted;
  }

  /**
   * One round, and a piece of a republication where one is under way. What is committed meanwhile is told by the store.
   * @returns whether the next round should follow at once: there is more to republish, or the checkpoint has to be read again.
   */
  async work(): Promise<boolean> {
    if (this.ending.signal.aborted) return false;
    try {
      return await this.attempt();
    } catch (error) {
      if (!this.isOver) this.options.logger.warn({ err: error }, 'a relay round failed: starting again from the checkpoint');
      await this.forget();
      return false;
    }
  }

  /** Ends the term at once, also in the middle of a send or while the log is waited for. */
  async end(): Promise<void> {
    this.ending.abort();
    await this.forget();
  }

  private async attempt(): Promise<boolean> {
    const { query, term } = this.options;
    this.checkpoint ??= await readCheckpoint(query, term.epoch);
    if (this.checkpoint === undefined) return this.deposed();
    const before = this.checkpoint;
    const producer = await this.openProducer();
    const republishing = await this.options.healing.sendNext(query, producer, before.position);
    const result = await this.round(producer, before);
    if (!result.done) return result.reason === 'deposed' ? this.deposed() : this.readAgain();
    this.checkpoint = result.checkpoint;
    this.options.onRound();
    return republishing;
  }

  private round(producer: LogProducer, checkpoint: Checkpoint): Promise<RoundResult> {
    const { query, term, copyNonces, sawCommitted } = this.options;
    return round({ query, producer, epoch: term.epoch, checkpoint, copyNonces, admitted: this.admitted, sawCommitted });
  }

  /** Also where only a standby was asked: the next relay then need not wait for this one's lease to run out. */
  private async deposed(): Promise<false> {
    await this.end();
    await this.options.giveBack();
    return false;
  }

  /** Whether this term is over says the checkpoint, which is read next. */
  private async readAgain(): Promise<true> {
    this.options.logger.warn({ epoch: this.options.term.epoch }, 'the checkpoint is not where this relay left it: starting again from where it is');
    await this.forget();
    return true;
  }

  /** @throws LogClosed where the term ended while the log was waited for. */
  private async openProducer(): Promise<LogProducer> {
    this.producer ??= await awaitProducer(this.options.log, TOKEN_STATE_TOPIC, this.ending.signal);
    // It may have come in the moment of the end, which then did not see it: the failed round closes it.
    if (this.isOver) throw new LogClosed('the term of office is over');
    return this.producer;
  }

  private async forget(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    this.checkpoint = undefined;
    await producer?.close();
  }
}
