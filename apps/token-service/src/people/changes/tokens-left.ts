import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PacedLoop } from '@portcullis/log';
import { queryOf } from '@portcullis/service-database';
import { createId, ServiceLog } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import type { UserStatus } from '../../identity/accounts/app-user.entity.js';
import { type UserTarget, UserTransaction } from './user-transaction.js';

const EVERY_MS = 2_000;
const PEOPLE_AT_ONCE = 10;
/** Longer than a transaction takes: whoever is still at it is left to it. */
const ABANDONED_AFTER = "interval '15 seconds'";

/** Whose tokens, and the status by which they are narrowed. */
interface Left extends UserTarget {
  readonly status: UserStatus;
}

/** Narrows what a change of a person left to be narrowed: the process that was at it has crashed, or ran out of time. */
@Injectable()
export class TokensLeft implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private loop: PacedLoop | undefined;
  private isStopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly transaction: UserTransaction,
    private readonly log: ServiceLog,
  ) {}

  onApplicationBootstrap(): void {
    this.loop = new PacedLoop(EVERY_MS, () => this.narrowAll());
  }

  /** Resolves once the transaction under way has ended; the others are left to who comes after. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.loop?.stop();
  }

  /** What fails here is still to be done, and is tried again with the next look. */
  private async narrowAll(): Promise<void> {
    try {
      const people = await queryOf(this.dataSource.manager)<Left>(
        `SELECT id AS "userId", workspace_id AS "workspaceId", status FROM app_user WHERE tokens_pending_since < now() - ${ABANDONED_AFTER}
         ORDER BY tokens_pending_since LIMIT ${PEOPLE_AT_ONCE}`,
      );
      for (const person of people) await this.narrowRest(person);
    } catch (error) {
      this.log.warn({ err: error }, 'changed users whose tokens are still to be narrowed could not be read now');
    }
  }

  /** One that fails keeps no other from their turn. */
  private async narrowRest({ status, ...person }: Left): Promise<void> {
    const context = { actor: { type: 'system', id: 'token-service' }, requestId: createId('req_') } as const;
    try {
      for (let isMore = true; isMore && !this.isStopping; ) {
        const done = await this.transaction.goOn(person, status, context);
        isMore = done.outcome === 'changed' && done.isMore;
      }
    } catch (error) {
      this.log.warn({ err: error, ...person }, 'tokens of a changed user could not be narrowed now');
      await this.putOff(person);
    }
  }

  /** To the end of those that wait: some that always fail are not the first of every look. */
  private async putOff({ userId }: UserTarget): Promise<void> {
    await queryOf(this.dataSource.manager)('UPDATE app_user SET tokens_pending_since = clock_timestamp() WHERE id = $1 AND tokens_pending_since IS NOT NULL', [userId]);
  }
}
