import { setImmediate } from 'node:timers/promises';
import { type Log, LogClosed, type LogLogger, type OutgoingRecord, PacedLoop, SteadyProducer } from '@portcullis/log';
import { encodeUsageRecord, USAGE_TOPIC, usageKey } from '@portcullis/messages';
import type { RefusalReason } from './call-kind.js';
import { DetailChunks } from './detail-chunks.js';
import { Exposures } from './exposure/exposures.js';
import { GuardedRoutes } from './guarded-routes.js';
import { type CountedTokens, UsageCounters } from './usage-counters.js';

const BATCH_EVERY_MS = 500;
const BATCH_RECORDS = 5_000;
/** Detail goes with every fourth batch: what comes again within two seconds is then told once. */
const BATCHES_A_DETAIL = 4;
/** A millisecond or two of the thread's time. */
const NAMES_AT_ONCE = 2_000;
/** Half a millisecond of it. */
const CALLS_AT_ONCE = 4_096;

/** What one boot counted, in totals and in detail. */
interface Counting {
  readonly counters: UsageCounters;
  readonly detail: DetailChunks;
}

/** Counts calls and sends what changed, in one batch every 500 ms, off the request path. */
export class UsageRecorder {
  readonly exposures: Exposures;
  private current: Counting;
  /** Of boots this process was before; dropped once all they counted is acknowledged. */
  private former: Counting[] = [];
  private readonly producer: SteadyProducer;
  private readonly loop: PacedLoop;
  private readonly naming: PacedLoop;
  private taking = false;
  private closing = false;
  private flushes = 0;

  constructor(
    log: Log,
    private readonly service: string,
    boot: string,
    private readonly logger: LogLogger,
    private readonly routes = new GuardedRoutes(),
  ) {
    this.current = this.begin(boot, 0);
    this.exposures = new Exposures(service, this.current.counters, this.routes);
    this.producer = new SteadyProducer(log, USAGE_TOPIC);
    this.loop = new PacedLoop(BATCH_EVERY_MS, () => this.flush());
    // A loop of its own: a send does not end while the log is away, and then the most counters are without a name.
    this.naming = new PacedLoop(BATCH_EVERY_MS, () => this.nameCounters());
  }

  /** @param route its number among `routes` */
  accepted(boot: string, tokens: CountedTokens, row: number, atMs: number, address: string, route = 0): void {
    this.of(boot).accepted(tokens, row, atMs, address, route);
  }

  refused(boot: string, tokens: CountedTokens, row: number, reason: RefusalReason, atMs: number, address: string, route = 0): void {
    this.of(boot).refused(tokens, row, reason, atMs, address, route);
  }

  /** Sends what is still unsent, for at most `withinMs`. */
  async close(withinMs: number): Promise<void> {
    const timeout = setTimeout(() => void this.producer.close(), withinMs);
    await Promise.all([this.loop.stop(), this.naming.stop()]);
    this.closing = true;
    await this.flush();
    clearTimeout(timeout);
    await this.producer.close();
  }

  private begin(boot: string, usedBefore: number): Counting {
    const counters = new UsageCounters(this.service, boot, usedBefore, () => {
      void this.takeCalls();
    });
    return { counters, detail: new DetailChunks(this.service, counters, this.routes) };
  }

  private of(boot: string): UsageCounters {
    const { counters } = this.current;
    if (boot === counters.boot) return counters;
    this.former.push(this.current);
    this.current = this.begin(boot, counters.lastUse());
    this.exposures.begin(this.current.counters);
    return this.current.counters;
  }

  private async nameCounters(): Promise<void> {
    for (const { counters } of [...this.former, this.current]) while (counters.nameNext(NAMES_AT_ONCE)) await setImmediate();
    await this.takeCalls();
  }

  /** Takes calls into the detail between requests, not in them. */
  private async takeCalls(): Promise<void> {
    if (this.taking) return;
    this.taking = true;
    await setImmediate();
    for (const { counters } of [...this.former, this.current]) while (counters.takeCalls(CALLS_AT_ONCE)) await setImmediate();
    this.taking = false;
  }

  private async flush(): Promise<void> {
    // A copy: a boot that ends while a batch is on its way may have counted since, and is for the next flush.
    const former = [...this.former];
    for (const { counters } of [...former, this.current]) if (!(await this.sendTotals(counters))) return;
    if (!(await this.sendExposures())) return;
    this.flushes += 1;
    if (this.flushes % BATCHES_A_DETAIL !== 0 && !this.closing) return;
    for (const counting of [...former, this.current]) if (!(await this.sendDetail(counting))) return;
    this.former = this.former.filter((counting) => !former.includes(counting));
  }

  /** @returns false where a batch was not acknowledged: what it told is told with the next. */
  private async sendTotals(counters: UsageCounters): Promise<boolean> {
    // What changes while batches are on their way is for the next flush, or a busy process would never end this one.
    for (let left = counters.countChanged(); left > 0; left -= BATCH_RECORDS) {
      const batch = counters.takeChanged(Math.min(left, BATCH_RECORDS));
      if (await this.send(batch.map((record) => ({ key: usageKey(record), value: encodeUsageRecord(record) })))) continue;
      counters.putBack(batch);
      return false;
    }
    return true;
  }

  private async sendDetail({ counters, detail }: Counting): Promise<boolean> {
    while (counters.takeCalls(CALLS_AT_ONCE)) await setImmediate();
    for (let left = counters.cells + 1; left > 0; ) {
      const records = detail.next();
      if (records.length === 0) return true;
      if (!(await this.send(records))) return false;
      left -= detail.arrived();
    }
    return true;
  }

  private async sendExposures(): Promise<boolean> {
    for (let records = this.exposures.next(); records.length > 0; records = this.exposures.next()) {
      if (!(await this.send(records))) return false;
      this.exposures.arrived();
    }
    return true;
  }

  /** @returns whether the batch was acknowledged; a send does not give up before the log is closed. */
  private async send(records: readonly OutgoingRecord[]): Promise<boolean> {
    try {
      await this.producer.send(records);
      return true;
    } catch (error) {
      if (!(error instanceof LogClosed)) this.logger.error({ err: error }, 'a batch of usage could not be sent');
      return false;
    }
  }
}
