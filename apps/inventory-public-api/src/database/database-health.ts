import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type HealthPart, HealthRegistry } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';

const LOOK_EVERY_MS = 2_000;

/**
 * Looks at the database every two seconds, one look at a time, so that /health can answer from memory. Losing it makes
 * the inventory's routes answer 503 and nothing else: the process lives, and stays ready.
 */
@Injectable()
export class DatabaseHealth implements HealthPart, OnModuleInit, OnModuleDestroy {
  readonly name = 'database';
  private answers = true;
  private looking = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
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
    if (this.answers) return { status: 'ok', details: {} };
    return { status: 'alarm', details: { reason: 'the database does not answer' } };
  }

  /** A server that is stopped and keeps its connections open is found out by the query's own timeout. */
  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    this.answers = await this.dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    );
    this.looking = false;
  }
}
