import { setImmediate } from 'node:timers/promises';
import { type Log, LogClosed, type LogLogger, PacedLoop, SteadyProducer } from '@portcullis/log';
import { encodeUsageRecord, USAGE_TOPIC, usageKey, type UsageRecord } from '@portcullis/messages';
import { type CountedTokens, type RefusalReason, UsageCounters } from './usage-counters.js';

const BATCH_EVERY_MS = 500;
const BATCH_RECORDS = 5_000;
/** A millisecond or two of the thread's time. */
const NAMES_AT_ONCE = 2_000;

/** Counts calls and sends what changed, in one batch every 500 ms, off the request path. */
export class UsageRecorder {
  private current: UsageCounters;
  /** Counters of boots this process was before; dropped once all they counted is acknowledged. */
  private former: UsageCounters[] = [];
  private readonly producer: SteadyProducer;
  private readonly loop: PacedLoop;
  private readonly naming: PacedLoop;

  constructor(
    log: Log,
    private readonly service: string,
    boot: string,
    private readonly logger: LogLogger,
  ) {
    this.current = new UsageCounters(service, boot, 0);
    this.producer = new SteadyProducer(log, USAGE_TOPIC);
    this.loop = new PacedLoop(BATCH_EVERY_MS, () => this.flush());
    // A loop of its own: a send does not end while the log is away, and then the most counters are without a name.
    this.naming = new PacedLoop(BATCH_EVERY_MS, () => this.nameCounters());
  }

  accepted(boot: string, tokens: CountedTokens, row: number, atMs: number, address: string): void {
    this.of(boot).accepted(tokens, row, atMs, address);
  }

  refused(boot: string, tokens: CountedTokens, row: number, reason: RefusalReason): void {
    this.of(boot).refused(tokens, row, reason);
  }

  /** Sends what is still unsent, for at most `withinMs`. */
  async close(withinMs: number): Promise<void> {
    const timeout = setTimeout(() => void this.producer.close(), withinMs);
    await Promise.all([this.loop.stop(), this.naming.stop()]);
    await this.flush();
    clearTimeout(timeout);
    await this.producer.close();
  }

  private of(boot: string): UsageCounters {
    if (boot !== this.current.boot) {
      this.former.push(this.current);
      this.current = new UsageCounters(this.service, boot, this.current.lastUse());
    }
    return this.current;
  }

  private async nameCounters(): Promise<void> {
    for (const counters of [...this.former, this.current]) while (counters.nameNext(NAMES_AT_ONCE)) await setImmediate();
  }

  private async flush(): Promise<void> {
    // A copy: a boot that ends while a batch is on its way may have counted since, and is for the next flush.
    const former = [...this.former];
    for (const counters of [...former, this.current]) {
      // What changes while batches are on their way is for the next flush, or a busy process would never end this one.
      for (let left = counters.countChanged(); left > 0; left -= BATCH_RECORDS) {
        const batch = counters.takeChanged(Math.min(left, BATCH_RECORDS));
        if (await this.send(batch)) continue;
        counters.putBack(batch);
        return;
      }
    }
    this.former = this.former.filter((counters) => !former.includes(counters));
  }

  /** @returns whether the batch was acknowledged; a send does not give up before the log is closed. */
  private async send(batch: readonly UsageRecord[]): Promise<boolean> {
    try {
      await this.producer.send(batch.map((record) => ({ key: usageKey(record), value: encodeUsageRecord(record) })));
      return true;
    } catch (error) {
      if (!(error instanceof LogClosed)) this.logger.error({ err: error }, 'a batch of usage could not be sent');
      return false;
    }
  }
}
