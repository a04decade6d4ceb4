import { randomUUID } from 'node:crypto';
import { awaitLog, type Log, LogClosed, type LogLogger, PacedLoop } from '@portcullis/log';
import type { Query } from '@portcullis/event-store';
import type { Clock } from '@portcullis/service-kit';
import type { BootRegistry } from '../boots/boot-registry.js';
import type { CommitWatch } from '../receipts/commit-watch.js';
import type { Healing } from './healing.js';
import { releaseLease, renewLease, takeLease, type Term } from './lease.js';
import { TermOfOffice } from './term-of-office.js';

const ROUND_EVERY_MS = 250;
/** How often the lease is renewed (a sixth of its life), and how often one that is not ours is tried for. */
const LEASE_EVERY_MS = 500;

export interface RelayOptions {
  readonly log: Log;
  readonly query: Query;
  readonly boots: BootRegistry;
  readonly commitWatch: CommitWatch;
  readonly healing: Healing;
  readonly clock: Clock;
  readonly logger: LogLogger;
}

/** Copies committed events to the log, in position order, while this instance holds the lease; else waits for it. */
export class Relay {
  private readonly holder = randomUUID();
  private logName: string | undefined;
  private lastRoundMs = 0;
  private current: { readonly term: Term; readonly office: TermOfOffice } | undefined;
  private leaseLoop: PacedLoop | undefined;
  private roundLoop: PacedLoop | undefined;
  private readonly stopping = new AbortController();

  constructor(private readonly options: RelayOptions) {}

  start(): void {
    this.leaseLoop = new PacedLoop(LEASE_EVERY_MS, () => this.keepLease());
    this.roundLoop = new PacedLoop(ROUND_EVERY_MS, () => this.work());
  }

  /** Something was committed. A hint that saves a quarter of a second: the loop looks by itself. */
  wake(): void {
    this.roundLoop?.poke();
  }

  /** The epoch of this instance's term; undefined while another one relays. */
  get epoch(): number | undefined {
    return this.current?.office.isOver === false ? this.current.term.epoch : undefined;
  }

  /** How long ago this instance's last round came to its end, or its term began; undefined while another one relays. */
  get sinceLastRoundMs(): number | undefined {
    return this.epoch === undefined ? undefined : this.options.clock.monotonicMs() - this.lastRoundMs;
  }

  /** Gives the lease back. Waits for the database, which answers or fails in bounded time, but never for the log. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([this.current?.office.end(), this.leaseLoop?.stop(), this.roundLoop?.stop()]);
    // Read only now: the lease may have been taken in the last moment.
    const { current } = this;
    if (current !== undefined) await this.giveBack(current.term);
  }

  private async giveBack({ epoch }: Term): Promise<void> {
    await releaseLease(this.options.query, this.holder, epoch).catch((error: unknown) => {
      this.options.logger.warn({ err: error }, 'the lease could not be given back: it will run out');
    });
  }

  private async keepLease(): Promise<void> {
    try {
      await (this.epoch === undefined ? this.tryForLease() : this.renew());
    } catch (error) {
      if (!(error instanceof LogClosed)) this.options.logger.warn({ err: error }, 'the relay lease could not be renewed');
    }
  }

  private async tryForLease(): Promise<void> {
    this.logName ??= await awaitLog(() => this.options.log.identity(), this.stopping.signal);
    const term = await takeLease(this.options.query, this.holder, this.logName);
    if (term === undefined) return;
    this.options.logger.info({ epoch: term.epoch, position: term.checkpoint.position }, 'this instance relays');
    this.current = { term, office: this.newOffice(term) };
    this.wake();
  }

  private async renew(): Promise<void> {
    const { current } = this;
    if (current === undefined || (await renewLease(this.options.query, this.holder, current.term.epoch))) return;
    this.options.logger.warn({ epoch: current.term.epoch }, 'another instance has taken the lease');
    await current.office.end();
  }

  private newOffice(term: Term): TermOfOffice {
    const { log, query, boots, commitWatch, healing, clock, logger } = this.options;
    this.lastRoundMs = clock.monotonicMs();
    boots.termBegins();
    return new TermOfOffice({
      log,
      query,
      term,
      healing,
      logger,
      onRound: () => {
        this.lastRoundMs = clock.monotonicMs();
      },
      giveBack: () => this.giveBack(term),
      copyNonces: () => boots.copyNonces(),
      sawCommitted: (position) => {
        commitWatch.sawHead(position);
      },
    });
  }

  private async work(): Promise<void> {
    const office = this.current?.office;
    if (office === undefined || office.isOver) return;
    if (await office.work()) this.wake();
  }
}
