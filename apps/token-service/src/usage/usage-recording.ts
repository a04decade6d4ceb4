import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { PacedLoop } from '@portcullis/log';
import { queryOf } from '@portcullis/service-database';
import { ServiceLog } from '@portcullis/service-kit';
import { EntityManager } from 'typeorm';
import { type Configuration, CONFIGURATION } from '../configuration.js';
import { recordDueUses, TOKENS_AT_ONCE } from './record-due-uses.js';

const LONGEST_PAUSE_MS = 1_000;

/** Appends TokenUsed events as they become due: looked for after every batch of usage, and at least every second. */
@Injectable()
export class UsageRecording implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loop: PacedLoop | undefined;

  constructor(
    @InjectEntityManager() private readonly manager: EntityManager,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly log: ServiceLog,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new PacedLoop(Math.min(LONGEST_PAUSE_MS, this.configuration.usageEventMs), () => this.recordAll());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  /** There may be something due. */
  poke(): void {
    this.loop?.poke();
  }

  /** What fails here is still due, and is tried again with the next look. */
  private async recordAll(): Promise<void> {
    try {
      while ((await this.recordSome()) === TOKENS_AT_ONCE);
    } catch (error) {
      this.log.warn({ err: error }, 'usage could not be recorded now');
    }
  }

  private recordSome(): Promise<number> {
    return this.manager.transaction((manager) => recordDueUses(queryOf(manager)));
  }
}
