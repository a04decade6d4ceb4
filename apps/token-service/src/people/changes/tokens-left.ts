import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PacedLoop } from '@portcullis/log';
import { queryOf } from '@portcullis/service-database';
import { createId, ServiceLog } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import { type UserTarget, UserTransaction } from './user-transaction.js';

const EVERY_MS = 2_000;
const PEOPLE_AT_ONCE = 10;
/** Longer than a transaction takes: whoever is still at it is left to it. */
const ABANDONED_AFTER = "interval '15 seconds'";

/** Narrows what a change of a person left to be narrowed: the process that was at it has crashed, or ran out of time. */
@Injectable()
export class TokensLeft implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loop: PacedLoop | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly transaction: UserTransaction,
    private readonly log: ServiceLog,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new PacedLoop(EVERY_MS, () => this.narrowAll());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop?.stop();
  }

  /** What fails here is still to be done, and is tried again with the next look. */
  private async narrowAll(): Promise<void> {
    try {
      const people = await queryOf(this.dataSource.manager)<{ userId: string; workspaceId: string }>(
        `SELECT id AS "userId", workspace_id AS "workspaceId" FROM app_user WHERE tokens_pending_since < now() - ${ABANDONED_AFTER}
         ORDER BY tokens_pending_since LIMIT ${PEOPLE_AT_ONCE}`,
      );
      for (const person of people) await this.narrowRest(person);
    } catch (error) {
      this.log.warn({ err: error }, 'tokens of a changed user could not be narrowed now');
    }
  }

  private async narrowRest(person: UserTarget): Promise<void> {
    const context = { actor: { type: 'system', id: 'token-service' }, requestId: createId('req_') } as const;
    for (let isMore = true; isMore; ) {
      const done = await this.transaction.goOn(person, context);
      isMore = done.outcome === 'changed' && done.isMore;
    }
  }
}
