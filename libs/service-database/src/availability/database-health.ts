import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock, type HealthPart, HealthRegistry } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';

const LOOK_EVERY_MS = 2_000;
/** A stopped server keeps its connections open and says nothing. */
const SILENCE_LIMIT_MS = 5_000;

/**
 * Looks at the database every two seconds, one look at a time, so that /health can answer from memory. Losing it is an
 * alarm and nothing else: the process lives, and stays ready. A provider of the module that has the DataSource.
 */
@Injectable()
export class DatabaseHealth implements HealthPart, OnModuleInit, OnModuleDestroy {
  readonly name = 'database';
  private answered = true;
  private lookBeganMs: number | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: HealthRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  health(): { status: 'ok' | 'alarm'; details: object } {
    const silentMs = this.lookBeganMs === undefined ? 0 : this.clock.monotonicMs() - this.lookBeganMs;
    if (this.answered && silentMs < SILENCE_LIMIT_MS) return { status: 'ok', details: {} };
    return { status: 'alarm', details: { reason: 'the database does not answer' } };
  }

  private async look(): Promise<void> {
    if (this.lookBeganMs !== undefined) return;
    this.lookBeganMs = this.clock.monotonicMs();
    this.answered = await this.dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    );
    this.lookBeganMs = undefined;
  }
}
