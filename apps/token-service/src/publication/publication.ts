import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { EVENT_CHANNEL } from '@portcullis/event-store';
import type { Log, LogLogger } from '@portcullis/log';
import { drawBoot } from '@portcullis/messages';
import type { Alarms, Clock, HealthPart, HealthRegistry, MetricsRegistry } from '@portcullis/service-kit';
import type { Configuration } from '../configuration.js';
import { BootRegistry } from './boots/boot-registry.js';
import { ProbeBook, type ProbeRefusal } from './boots/probe-book.js';
import { KnownReplicas } from './list-replicas/known-replicas.js';
import { PublicationMetrics } from './publication-metrics.js';
import { CommitWatch } from './receipts/commit-watch.js';
import { ConfirmedReceipts } from './receipts/confirmed-receipts.js';
import type { Receipts } from './receipts/receipt.js';
import { CommitSignal } from './relay/commit-signal.js';
import { Healing } from './relay/healing.js';
import { Relay } from './relay/relay.js';
import { RelayDatabase } from './relay/relay-database.js';
import { RelayProgress } from './relay/relay-progress.js';

/** Rounds come four times a second; after so long without one something is wrong. */
const ROUNDS_FAIL_AFTER_MS = 2_000;

/** Puts the parts of publication together, starts them with the service and stops them with it. */
export class Publication implements OnApplicationBootstrap, OnApplicationShutdown, HealthPart {
  readonly name = 'relay';
  readonly receipts: Receipts;
  readonly replicas: KnownReplicas;
  private readonly database: RelayDatabase;
  private readonly boots: BootRegistry;
  private readonly relay: Relay;
  private readonly progress: RelayProgress;
  private readonly signal: CommitSignal;

  constructor(
    private readonly configuration: Configuration,
    log: Log,
    clock: Clock,
    private readonly alarms: Alarms,
    health: HealthRegistry,
    logger: LogLogger,
    metrics: MetricsRegistry,
  ) {
    const { databaseUrl, confirmWaitMs, services, knowledgeDays } = configuration;
    this.database = new RelayDatabase(databaseUrl, logger);
    const { query } = this.database;
    const commitWatch = new CommitWatch(clock);
    const healing = new Healing(clock, alarms);
    this.progress = new RelayProgress(query, (position, storeId) => {
      commitWatch.inStore(storeId);
      commitWatch.sawHead(position);
    });
    const numbers = new PublicationMetrics(metrics.registry, () => ({ leading: this.relay.epoch !== undefined, progress: this.progress.last }));
    const ownBoot = drawBoot();
    const book = new ProbeBook({ clock, ownBoot, services: new Set(services), onRefused: (...refused) => { this.refused(...refused); } });
    this.replicas = new KnownReplicas({ query, clock, book });
    this.boots = new BootRegistry({
      log,
      query,
      clock,
      book,
      ownBoot,
      logger,
      knowledgeDays,
      epoch: () => this.relay.epoch,
      progress: this.progress,
      onKept: () => this.replicas.look(),
      onUnhealed: (service) => {
        healing.request(service);
      },
    });
    this.relay = new Relay({ log, query, boots: this.boots, commitWatch, healing, clock, logger });
    this.signal = new CommitSignal(databaseUrl, EVENT_CHANNEL, () => { this.relay.wake(); }, logger);
    this.receipts = new ConfirmedReceipts({ query, clock, book, commitWatch, confirmWaitMs, logger, onWaited: numbers.countReceipt });
    health.register(this);
    health.register(this.replicas);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.boots.start();
    await this.signal.start();
    this.relay.start();
  }

  /** After the last request: until then receipts are still waited for. */
  async onApplicationShutdown(): Promise<void> {
    await this.signal.stop();
    await this.relay.stop();
    await this.boots.stop();
    await this.database.close();
  }

  /** Stale: no round comes to its end, so replicas grow old; the log or the database does not answer. */
  health(): ReturnType<HealthPart['health']> {
    const { epoch, sinceLastRoundMs } = this.relay;
    if (epoch === undefined || sinceLastRoundMs === undefined) return { status: 'ok', details: { relaying: false, ...this.progress.last } };
    const status = sinceLastRoundMs > ROUNDS_FAIL_AFTER_MS ? 'stale' : 'ok';
    return { status, details: { relaying: true, epoch, sinceLastRoundMs: Math.round(sinceLastRoundMs), ...this.progress.last } };
  }

  /** Nobody but an admitted service should write to the probes topic. */
  private refused(refusal: ProbeRefusal, details: object): void {
    this.alarms.raise(`probe_refused_${refusal}`, { ...details, admitted: this.configuration.services });
  }
}
