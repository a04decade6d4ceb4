import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { PacedLoop } from '@portcullis/log';
import { drawBoot, type UsageRecord } from '@portcullis/messages';
import { type CountedRoute, OwnDetail } from '@portcullis/nest-auth';
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

/** Where a call came from, and by which route: a number that `numberRoute` gave. */
export interface OwnCall {
  readonly address: string;
  readonly route: number;
}

/**
 * The calls that tokens make of this service itself. It is one more boot that counts, as any process that checks
 * tokens; only that its counts need no log to come here.
 */
@Injectable()
export class OwnUsage implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly boot = drawBoot();
  private readonly counts = new Map<string, Counts>();
  private readonly detail = new OwnDetail(SERVICE_NAME, this.boot);
  private changed = new Set<string>();
  private loop: PacedLoop | undefined;

  constructor(
    @InjectEntityManager() private readonly manager: EntityManager,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly log: ServiceLog,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new PacedLoop(WRITE_EVERY_MS, async () => {
      await this.write();
    });
  }

  /** After the last request; the database, a global module, is closed later still. */
  async onApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
    while (await this.write());
  }

  /** This process as those that tell of calls name it. */
  get ownBoot(): string {
    return this.boot;
  }

  numberRoute(route: CountedRoute): number {
    return this.detail.routes.number(route);
  }

  accepted(tokenId: string, { address, route }: OwnCall): void {
    const before = this.counts.get(tokenId) ?? nothing;
    const atMs = this.clock.wallMs();
    this.keep(tokenId, { ...before, accepted: before.accepted + 1, lastAcceptedAt: toTimestamp(atMs), lastAcceptedAddress: address });
    this.detail.count(tokenId, 'accepted', route, atMs, address);
  }

  refused(tokenId: string, reason: keyof UsageRecord['refused'], { address, route }: OwnCall): void {
    const before = this.counts.get(tokenId) ?? nothing;
    this.keep(tokenId, { ...before, refused: { ...before.refused, [reason]: before.refused[reason] + 1 } });
    this.detail.count(tokenId, reason, route, this.clock.wallMs(), address);
  }

  private keep(tokenId: string, counts: Counts): void {
    this.counts.set(tokenId, counts);
    this.changed.add(tokenId);
  }

  /** What could not be written now is written with the next: counts only grow, and a chunk is counted once. @returns whether there may be more */
  private async write(): Promise<boolean> {
    const changed = this.changed;
    const chunk = this.detail.next();
    if (changed.size === 0 && chunk === undefined) return false;
    this.changed = new Set();
    try {
      const told = { records: [...changed].map((tokenId) => this.record(tokenId)), chunks: chunk === undefined ? [] : [chunk], reports: [] };
      await this.manager.transaction((manager) => countUsage(queryOf(manager), told, this.configuration.usageEventMs));
      this.detail.arrived();
      return true;
    } catch (error) {
      for (const tokenId of changed) this.changed.add(tokenId);
      this.log.warn({ err: error }, 'the use of this service could not be counted now');
      return false;
    }
  }

  private record(tokenId: string): UsageRecord {
    return { schema: 1, service: SERVICE_NAME, boot: this.boot, tokenId, ...(this.counts.get(tokenId) ?? nothing) };
  }
}
