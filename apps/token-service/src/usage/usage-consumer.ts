import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import type { Log, LogConsumer, LogRecord } from '@portcullis/log';
import { USAGE_TOPIC } from '@portcullis/messages';
import { queryOf } from '@portcullis/service-database';
import { Alarms, createId } from '@portcullis/service-kit';
import { EntityManager } from 'typeorm';
import { type Configuration, CONFIGURATION } from '../configuration.js';
import { MESSAGE_LOG } from '../message-log/message-log.module.js';
import { countUsage } from './count-usage.js';
import { readUsage } from './told-usage.js';
import { UsageMetrics } from './usage-metrics.js';
import { readProgress, writeProgress } from './usage-progress.js';
import { UsageRecording } from './usage-recording.js';

/** As many as one transaction counts well within its time limit. */
const RECORDS_IN_A_TRANSACTION = 2_000;
const BYTES_IN_A_TRANSACTION = 1_000_000;

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
    private readonly alarms: Alarms,
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
    for (const part of parts(records)) await this.countPart(part);
    this.recording.poke();
  }

  private async countPart(part: readonly LogRecord[]): Promise<void> {
    const told = readUsage(part);
    const { unknown, folded } = await this.manager.transaction(async (manager) => {
      const query = queryOf(manager);
      const notCounted = await countUsage(query, told, this.configuration.usageEventMs);
      await writeProgress(query, this.logName, (part.at(-1)?.offset ?? 0) + 1);
      return notCounted;
    });
    this.metrics.ignore('unreadable', told.unreadable);
    this.metrics.ignore('unknown_token', unknown);
    if (folded.length > 0) this.alarms.raise('usage_of_folded_boot', { services: folded });
  }
}

/** Detail is counted by what it weighs: some 10,000 cells are as much as one transaction adds well within its time limit. */
function parts(records: readonly LogRecord[]): readonly (readonly LogRecord[])[] {
  const all: LogRecord[][] = [];
  let bytes = Infinity;
  for (const record of records) {
    bytes += record.value.length;
    if (bytes > BYTES_IN_A_TRANSACTION || (all.at(-1)?.length ?? 0) >= RECORDS_IN_A_TRANSACTION) {
      all.push([]);
      bytes = record.value.length;
    }
    all.at(-1)?.push(record);
  }
  return all;
}
