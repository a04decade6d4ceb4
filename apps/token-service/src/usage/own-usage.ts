import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { PacedLoop } from '@portcullis/log';
import { drawBoot, type UsageRecord } from '@portcullis/messages';
import { queryOf } from '@portcullis/service-database';
import { type Clock, CLOCK, ServiceLog } from '@portcullis/service-kit';
import { toTimestamp } from '@portcullis/token';
import { EntityManager } from 'typeorm';
import { type Configuration, CONFIGURATION, SERVICE_NAME } from '../configuration.js';
import { countUsage } from './count-usage.js';

const WRITE_EVERY_MS = 500;

type Counts = Pick<UsageRecord, 'accepted' | 'refused' | 'lastAcceptedAt' | 'lastAcceptedAddress'>;
const nothing: Counts = {
  accepted: 0,
  refused: { expired: 0, disabled: 0, revoked: 0, scope: 0, address: 0 },
  lastAcceptedAt: null,
  lastAcceptedAddress: null,
};

/**
 * The calls that tokens make of this service itself. It is one more boot that counts, as any process that checks
 * tokens; only that its counts need no log to come here.
 */
@Injectable()
export class OwnUsage implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly boot = drawBoot();
  private readonly counts = new Map<string, Counts>();
  private changed = new Set<string>();
  private loop: PacedLoop | undefined;

  constructor(
    @InjectEntityManager() private readonly manager: EntityManager,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly log: ServiceLog,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new PacedLoop(WRITE_EVERY_MS, () => this.write());
  }

  /** After the last request; the database, a global module, is closed later still. */
  async onApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
    await this.write();
  }

  accepted(tokenId: string, address: string): void {
    const before = this.counts.get(tokenId) ?? nothing;
    const lastAcceptedAt = toTimestamp(this.clock.wallMs());
    this.keep(tokenId, { ...before, accepted: before.accepted + 1, lastAcceptedAt, lastAcceptedAddress: address });
  }

  refused(tokenId: string, reason: keyof UsageRecord['refused']): void {
    const before = this.counts.get(tokenId) ?? nothing;
    this.keep(tokenId, { ...before, refused: { ...before.refused, [reason]: before.refused[reason] + 1 } });
  }

  private keep(tokenId: string, counts: Counts): void {
    this.counts.set(tokenId, counts);
    this.changed.add(tokenId);
  }

  /** What could not be written now is written with the next: counts only grow. */
  private async write(): Promise<void> {
    const changed = this.changed;
    if (changed.size === 0) return;
    this.changed = new Set();
    try {
      const records = [...changed].map((tokenId) => this.record(tokenId));
      await this.manager.transaction((manager) => countUsage(queryOf(manager), records, this.configuration.usageEventMs));
    } catch (error) {
      for (const tokenId of changed) this.changed.add(tokenId);
      this.log.warn({ err: error }, 'the use of this service could not be counted now');
    }
  }

  private record(tokenId: string): UsageRecord {
    return { schema: 1, service: SERVICE_NAME, boot: this.boot, tokenId, ...(this.counts.get(tokenId) ?? nothing) };
  }
}
