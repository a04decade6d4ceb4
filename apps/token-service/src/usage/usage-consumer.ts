import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import type { Log, LogConsumer, LogRecord } from '@portcullis/log';
import { USAGE_TOPIC } from '@portcullis/messages';
import { queryOf } from '@portcullis/service-database';
import { createId } from '@portcullis/service-kit';
import { EntityManager } from 'typeorm';
import { type Configuration, CONFIGURATION } from '../configuration.js';
import { MESSAGE_LOG } from '../message-log/message-log.module.js';
import { countUsage } from './count-usage.js';
import { newestCounts } from './newest-counts.js';
import { UsageMetrics } from './usage-metrics.js';
import { readProgress, writeProgress } from './usage-progress.js';
import { UsageRecording } from './usage-recording.js';

/** As many as one transaction counts well within its time limit. */
const RECORDS_IN_A_TRANSACTION = 2_000;

/**
 * Counts what the services tell. Every instance reads the whole topic: what one has counted changes nothing when
 * another counts it again, and the offset that is kept is that of whoever wrote last.
 */
@Injectable()
export class UsageConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private consumer: LogConsumer | undefined;
  private logName = '';

  constructor(
    @Inject(MESSAGE_LOG) private readonly log: Log,
    @InjectEntityManager() private readonly manager: EntityManager,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly recording: UsageRecording,
    private readonly metrics: UsageMetrics,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.logName = await this.log.identity();
    const offset = await readProgress(queryOf(this.manager), this.logName);
    this.consumer = await this.log.openConsumer(USAGE_TOPIC, {
      group: createId('token-service-usage-'),
      start: offset === undefined ? { from: 'beginning' } : { from: 'offset', offset },
      onRecords: (records) => this.count(records),
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.consumer?.close();
  }

  private async count(records: readonly LogRecord[]): Promise<void> {
    for (let start = 0; start < records.length; start += RECORDS_IN_A_TRANSACTION) {
      await this.countChunk(records.slice(start, start + RECORDS_IN_A_TRANSACTION));
    }
    this.recording.poke();
  }

  private async countChunk(chunk: readonly LogRecord[]): Promise<void> {
    const { records, unreadable } = newestCounts(chunk);
    const unknown = await this.manager.transaction(async (manager) => {
      const query = queryOf(manager);
      const ofUnknownTokens = await countUsage(query, records, this.configuration.usageEventMs);
      await writeProgress(query, this.logName, (chunk.at(-1)?.offset ?? 0) + 1);
      return ofUnknownTokens;
    });
    this.metrics.ignore('unreadable', unreadable);
    this.metrics.ignore('unknown_token', unknown);
  }
}
