import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import type { Query } from '@portcullis/event-store';
import { PacedLoop } from '@portcullis/log';
import { queryOf } from '@portcullis/service-database';
import { type Clock, CLOCK, ServiceLog } from '@portcullis/service-kit';
import { EntityManager } from 'typeorm';
import { type Configuration, CONFIGURATION } from '../../configuration.js';
import { OwnUsage } from '../own-usage.js';
import { deleteOldDetail, ROWS_AT_ONCE } from './delete-old-detail.js';
import { keptFromMs } from './detail-days.js';
import { closeQuietBoots, COUNTERS_AT_ONCE, foldCounters } from './fold-boots.js';

const EVERY_MS = 600_000;

/** Folds the counters of boots long gone, and deletes detail that is not to be kept any longer; each in small steps. */
@Injectable()
export class UsageUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loop: PacedLoop | undefined;
  private stopping = false;

  constructor(
    @InjectEntityManager() private readonly manager: EntityManager,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly own: OwnUsage,
    private readonly log: ServiceLog,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new PacedLoop(EVERY_MS, () => this.tidy());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.loop?.stop();
  }

  private async tidy(): Promise<void> {
    await this.trying(() => this.fold());
    // Whatever keeps boots from being folded, addresses are not to be kept any longer for it.
    await this.trying(() => this.forgetOldDetail());
  }

  private async fold(): Promise<void> {
    // This process is no boot of the relay's, and may be called by nobody for weeks.
    await this.step((query) => query('UPDATE usage_boot SET last_told_at = clock_timestamp() WHERE boot = $1 AND NOT folded', [this.own.ownBoot]));
    await this.step(closeQuietBoots);
    await this.untilFewer(COUNTERS_AT_ONCE, foldCounters);
  }

  private async forgetOldDetail(): Promise<void> {
    const before = new Date(keptFromMs(this.clock.wallMs(), this.configuration));
    await this.untilFewer(ROWS_AT_ONCE, (query) => deleteOldDetail(query, before));
  }

  /** What fails is done with the next look. */
  private async trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log.warn({ err: error }, 'usage could not be tidied up now');
    }
  }

  private async untilFewer(most: number, work: (query: Query) => Promise<number>): Promise<void> {
    while (!this.stopping && (await this.step(work)) >= most);
  }

  private step<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.manager.transaction((manager) => work(queryOf(manager)));
  }
}
