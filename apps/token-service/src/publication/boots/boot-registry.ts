import type { Query } from '@portcullis/event-store';
import { awaitLog, type Log, LogClosed, type LogConsumer, type LogLogger, PacedLoop, SteadyProducer } from '@portcullis/log';
import { encodeProbe, type Probe, PROBES_TOPIC } from '@portcullis/messages';
import type { Clock } from '@portcullis/service-kit';
import type { RelayProgress } from '../relay/relay-progress.js';
import type { Nonce } from '../relay/round.js';
import type { ProbeBook } from './probe-book.js';
import { keepAppliedPositions, markGone, presentBoots, type ReplicaBoot, retireBoots } from './replica-boots.js';
import { forgetOldKnowledge } from './replica-knowledge.js';
import { RETIRE_AFTER_MS, Silence } from './silence.js';
import { Outlived } from './outlived.js';

const OWN_PROBE_EVERY_MS = 250;
const KEEP_BOOKS_EVERY_MS = 500;
const FORGET_EVERY_MS = 60_000;

export interface BootRegistryOptions {
  readonly log: Log;
  readonly query: Query;
  readonly clock: Clock;
  readonly book: ProbeBook;
  /** Under which this instance probes. */
  readonly ownBoot: string;
  /** Every instance looks at the head now and then, so that a bound is counted wherever a receipt is asked for. */
  readonly progress: RelayProgress;
  /** The table was kept, and may have changed. */
  readonly onKept: () => Promise<void>;
  readonly logger: LogLogger;
  /** The relay's epoch while this instance relays. */
  readonly epoch: () => number | undefined;
  /** How long what boots knew is kept; left out: KNOWLEDGE_DAYS. */
  readonly knowledgeDays?: number | undefined;
  /** A replica whose content differs even after a read from the beginning. */
  readonly onUnhealed: (service: string) => void;
}

/**
 * Which boots there are: reads every probe, keeps the table in step (applied positions, goodbyes), and, while this
 * instance relays, retires the silent ones. Its own probe proves that probes come through at all.
 */
export class BootRegistry {
  private ownNonce = 0;
  private readonly silence: Silence;
  private readonly outlived: Outlived;
  private readonly producer: SteadyProducer;
  private consumer: LogConsumer | undefined;
  private loops: readonly PacedLoop[] = [];
  private readonly stopping = new AbortController();

  constructor(private readonly options: BootRegistryOptions) {
    this.silence = new Silence(options.clock);
    this.outlived = new Outlived(options.clock);
    this.producer = new SteadyProducer(options.log, PROBES_TOPIC);
  }

  /**
   * Resolves once the log has answered, however long that takes.
   *
   * @throws LogClosed where this was stopped before
   */
  async start(): Promise<void> {
    this.consumer = await awaitLog(() => this.openConsumer(), this.stopping.signal);
    this.loops = [
      new PacedLoop(OWN_PROBE_EVERY_MS, () => this.sendOwnProbe()),
      new PacedLoop(KEEP_BOOKS_EVERY_MS, () => this.keepBooks()),
      new PacedLoop(FORGET_EVERY_MS, () => this.forgetTheOld()),
    ];
  }

  /** Never waits for the log: a start that still does is given up. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.loops.map((loop) => loop.stop()), this.producer.close(), this.consumer?.close()]);
    // A goodbye heard a moment ago spares whoever starts next the wait for that boot.
    await this.keepBooks();
  }

  /** A new term hears for itself: what was counted before it is not held against any boot. */
  termBegins(): void {
    this.outlived.forget();
  }

  /** The newest nonce of each boot that was heard lately and has not said goodbye. */
  copyNonces(): readonly Nonce[] {
    const nowMs = this.options.clock.monotonicMs();
    return this.options.book
      .replicas()
      .filter(({ probe, atMs }) => probe.phase === 'serving' && nowMs - atMs <= RETIRE_AFTER_MS)
      .map(({ probe: { boot, service, boundMs, nonce } }) => ({ boot, service, boundMs, nonce }));
  }

  private async openConsumer(): Promise<LogConsumer> {
    const { log, book, ownBoot } = this.options;
    const consumer = await log.openConsumer(PROBES_TOPIC, {
      group: `token-service.${ownBoot}`,
      start: { from: 'beginning' },
      onRecords: (records) => {
        const before = book.heard(ownBoot)?.probe.nonce;
        book.take(records);
        if (book.heard(ownBoot)?.probe.nonce !== before) this.silence.ownProbeHeard();
      },
    });
    // One that comes after the stop is known to nobody else.
    if (this.stopping.signal.aborted) await consumer.close();
    return consumer;
  }

  private async sendOwnProbe(): Promise<void> {
    try {
      await this.producer.send([{ key: this.options.ownBoot, value: encodeProbe(this.ownProbe()) }]);
    } catch (error) {
      if (!(error instanceof LogClosed)) this.options.logger.error({ err: error }, "the relay's own probe could not be sent");
    }
  }

  private ownProbe(): Probe {
    this.ownNonce += 1;
    return {
      schema: 1,
      kind: 'relay',
      service: 'token-service',
      boot: this.options.ownBoot,
      nonce: this.ownNonce,
      appliedPosition: 0,
      store: null,
      boundMs: 1,
      phase: 'serving',
      digest: 'unknown',
      ageMs: null,
    };
  }

  private async keepBooks(): Promise<void> {
    try {
      await this.options.progress.look();
      const present = await presentBoots(this.options.query);
      await this.keepApplied(present);
      await this.bidFarewell(present);
      await this.retireTheSilent(present);
      this.options.book.forgetTheSilent();
      this.listenForTheUnhealed(present);
      await this.options.onKept();
    } catch (error) {
      this.options.logger.warn({ err: error }, 'the table of boots could not be kept');
    }
  }

  private async forgetTheOld(): Promise<void> {
    try {
      await forgetOldKnowledge(this.options.query, this.options.knowledgeDays);
    } catch (error) {
      this.options.logger.warn({ err: error }, 'what replicas knew long ago could not be deleted');
    }
  }

  /** Writes what was told behind the telling, and only what moved. */
  private async keepApplied(present: readonly ReplicaBoot[]): Promise<void> {
    const store = present[0]?.storeId;
    if (store === undefined) return;
    const moved = new Map<string, number>();
    for (const { boot, appliedPosition } of present) {
      const heard = this.options.book.heard(boot);
      if (heard?.probe.store === store && heard.appliedPosition > appliedPosition) moved.set(boot, heard.appliedPosition);
    }
    await keepAppliedPositions(this.options.query, store, moved);
  }

  private async bidFarewell(present: readonly ReplicaBoot[]): Promise<void> {
    const { book, query } = this.options;
    const left = present.filter(({ boot }) => book.heard(boot)?.probe.phase === 'goodbye');
    await markGone(query, left.map(({ boot }) => boot), 'goodbye');
  }

  private async retireTheSilent(present: readonly ReplicaBoot[]): Promise<void> {
    const { book, query, epoch, logger } = this.options;
    const term = epoch();
    if (term === undefined) return;
    const silent = present.filter(({ boot, phase }) => phase === 'serving' && this.silence.isTooLong(book.heard(boot)?.atMs));
    if (silent.length > 0) logger.warn({ boots: silent.map(({ boot, service }) => ({ boot, service })) }, 'retiring silent boots');
    await retireBoots(query, term, silent.map(({ boot }) => boot));
    const retired = present.filter(({ phase }) => phase === 'retired');
    await markGone(query, this.outlived.among(retired), 'retired');
  }

  /** Only the relay can publish again: an alarm of any other instance would tell of what it did not do. */
  private listenForTheUnhealed(present: readonly ReplicaBoot[]): void {
    if (this.options.epoch() === undefined) return;
    for (const { boot, service, phase } of present) {
      if (phase === 'serving' && this.options.book.heard(boot)?.probe.digest === 'unhealed') this.options.onUnhealed(service);
    }
  }
}
