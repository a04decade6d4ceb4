import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { queryOf } from '@portcullis/service-database';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import { userStream } from '../../identity/user-events/user-stream.js';
import { ChangeUser, type ChangeUserOutcome } from './change-user.command.js';
import { findPerson } from './person.js';
import { type Changed, type UserTarget, UserTransaction } from './user-transaction.js';

/** No transaction begins after so long; the answer then says that some remain. */
const WITHIN_MS = 10_000;

/**
 * The first transaction closes the way to new tokens; those after it, of 500 each, narrow what is left. Asked for again it
 * goes on with what remains, and so does TokensLeft after a crash.
 */
@CommandHandler(ChangeUser)
export class ChangeUserHandler implements ICommandHandler<ChangeUser> {
  constructor(
    private readonly transaction: UserTransaction,
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(command: ChangeUser): Promise<ChangeUserOutcome> {
    const { target, wish, context } = command;
    const first = await this.transaction.change(target, wish, context);
    if (first.outcome !== 'changed') return first;
    const done = await this.narrowRest(command, first);
    if (done.outcome !== 'changed') return done;
    // The first transaction's, unless others came after it: this request's, or those of somebody who went on with its work.
    const position = first.position === null || first.isMore ? await this.lastPosition(target) : first.position;
    const person = await findPerson(queryOf(this.dataSource.manager), target.workspaceId, target.userId);
    return person ? { ...done, position, person } : { outcome: 'not_found' };
  }

  /** What is committed stands whatever happens to the rest: it is then still to be done, unless others gave the person another status. */
  private async narrowRest({ target, context }: ChangeUser, first: Changed): Promise<Changed | { readonly outcome: 'overtaken' }> {
    const untilMs = this.clock.monotonicMs() + WITHIN_MS;
    // Where it was so already, an earlier request may have left something.
    let done: Changed = { ...first, isMore: first.isMore || first.position === null };
    while (done.isMore && this.clock.monotonicMs() < untilMs) {
      const next = await this.transaction.goOn(target, first.status, context);
      if (next.outcome === 'overtaken') return next;
      if (next.outcome !== 'changed') return done;
      done = { ...next, tokens: done.tokens + next.tokens };
    }
    return done;
  }

  /** Of what happened last to the person or to one of their user tokens; null where the person has no event. */
  private async lastPosition({ userId }: UserTarget): Promise<number | null> {
    const [row] = await queryOf(this.dataSource.manager)<{ position: string | null }>(
      `SELECT greatest(
         (SELECT position FROM event WHERE stream = $1 ORDER BY version DESC LIMIT 1),
         (SELECT max(event.position) FROM api_token AS token JOIN event ON event.stream = 'token/' || token.id AND event.version = token.version
          WHERE token.created_by = $2 AND token.kind = 'user')) AS position`,
      [userStream(userId), userId],
    );
    return row?.position == null ? null : Number(row.position);
  }
}
