import { Inject, Injectable } from '@nestjs/common';
import { append, type AppendContext, MAX_EVENTS_PER_APPEND } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { toTimestamp } from '@portcullis/token';
import { DataSource, type EntityManager } from 'typeorm';
import type { UserStatus } from '../../identity/accounts/app-user.entity.js';
import { grantOf } from '../../identity/accounts/grant.js';
import { type UserEvent, userEvent } from '../../identity/user-events/user-stream.js';
import { endSessionsOf } from '../../identity/sessions/session-table.js';
import { attempt, type Busy, rollBack } from '../../tokens/attempt.js';
import { narrowTokens, type UserNow } from '../../tokens/people/narrow-tokens.js';
import type { Verdict } from '../../tokens/transact.js';
import { findPerson, lockPerson, type Person } from './person.js';
import { refuseUserChange, type UserRefusal } from './user-rules.js';

/** One event is the person's own. */
const TOKENS_WITH_THE_CHANGE = MAX_EVENTS_PER_APPEND - 1;

export interface UserTarget {
  readonly workspaceId: string;
  readonly userId: string;
}

/** What is to become of a person, and the event that says it; undefined: it is so already. */
export interface Wish {
  readonly after: Pick<Person, 'role' | 'status' | 'grantableScopes'>;
  readonly event: UserEvent;
}
/** @throws Problem for a wish that nobody may have of this person */
export type WishFor = (person: Person) => Wish | undefined;

/** Who asks, for what. */
export interface UserWish {
  readonly actorId: string;
  readonly wishFor: WishFor;
  /** Asked last, where all else allows it. @throws Problem where the password has to be said again */
  readonly confirm: (person: Person) => void;
}

/** A part of the work that is committed. */
export interface Changed {
  readonly outcome: 'changed';
  /** Of the last event; null where nothing was to be done. */
  readonly position: number | null;
  /** Tokens narrowed, disabled or revoked. */
  readonly tokens: number;
  /** Others of them are still to be done. */
  readonly isMore: boolean;
  /** The person's, by which the tokens were narrowed. */
  readonly status: UserStatus;
}

export type UserOutcome =
  | Changed
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'refused'; readonly refusal: UserRefusal }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'tokens_pending' }
  | { readonly outcome: 'overtaken' }
  | Busy;

/**
 * A person's role or status in one transaction with what follows from it: sessions end, and the tokens that the person may
 * not have any more are narrowed, as many as one transaction takes. Locks in this order: the workspace (its people are
 * changed one at a time, so that two owners cannot remove each other), the person, their tokens in id order, and by the
 * append the head of the store.
 */
@Injectable()
export class UserTransaction {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  change(target: UserTarget, { actorId, wishFor, confirm }: UserWish, context: AppendContext): Promise<UserOutcome> {
    return attempt<UserOutcome>(this.dataSource, async (manager) => {
      const query = queryOf(manager);
      await query('SELECT FROM workspace WHERE id = $1 FOR NO KEY UPDATE', [target.workspaceId]);
      const before = await lockPerson(query, target.workspaceId, target.userId);
      if (!before) return rollBack({ outcome: 'not_found' });
      const wish = wishFor(before);
      const refusal = await this.refuse(manager, actorId, before, wish);
      if (refusal) return rollBack({ outcome: 'refused', refusal });
      if (!wish) return rollBack({ outcome: 'changed', position: null, tokens: 0, isMore: false, status: before.status });
      // What is left would be narrowed by what the person may then, and stay open.
      if (before.status === 'suspended' && wish.after.status === 'active' && before.tokensPendingSince) return rollBack({ outcome: 'tokens_pending' });
      confirm(before);
      return this.carryOut(manager, before, wish, context);
    });
  }

  /**
   * Narrows more of a person's tokens, by what the person may now.
   *
   * @param status the person's when this work began; of another one it changes nothing, and says `overtaken`
   */
  goOn({ workspaceId, userId }: UserTarget, status: UserStatus, context: AppendContext): Promise<UserOutcome> {
    return attempt<UserOutcome>(this.dataSource, async (manager) => {
      const person = await lockPerson(queryOf(manager), workspaceId, userId);
      if (!person) return rollBack({ outcome: 'not_found' });
      if (person.status !== status) return rollBack({ outcome: 'overtaken' });
      const { events, isMore } = await narrowTokens(manager, userNow(person), MAX_EVENTS_PER_APPEND, toTimestamp(this.clock.wallMs()));
      await queryOf(manager)('UPDATE app_user SET tokens_pending_since = CASE WHEN $2 THEN clock_timestamp() END WHERE id = $1', [userId, isMore]);
      if (events.length === 0) return { commit: true, value: { outcome: 'changed', position: null, tokens: 0, isMore, status } };
      const appended = await append(queryOf(manager), events, context);
      if (appended.outcome === 'conflict') return rollBack({ outcome: 'conflict' });
      return { commit: true, value: { outcome: 'changed', position: appended.lastPosition, tokens: events.length, isMore, status } };
    });
  }

  /** By what who asks is now, not when the request came. A wish that is true already is still nobody's but theirs who may have it. */
  private async refuse(manager: EntityManager, actorId: string, before: Person, wish: Wish | undefined): Promise<UserRefusal | undefined> {
    const query = queryOf(manager);
    const actor = await findPerson(query, before.workspaceId, actorId);
    if (!actor) return { code: 'role_not_sufficient' };
    const [others] = await query<{ count: number }>(
      `SELECT count(*)::int AS count FROM app_user WHERE workspace_id = $1 AND role = 'owner' AND status = 'active' AND id <> $2`,
      [before.workspaceId, before.id],
    );
    return refuseUserChange({ actor, before, after: wish ? { ...before, ...wish.after } : before, otherOwners: others?.count ?? 0 });
  }

  private async carryOut(manager: EntityManager, before: Person, { after, event }: Wish, context: AppendContext): Promise<Verdict<UserOutcome>> {
    const query = queryOf(manager);
    if (after.status !== 'active') await endSessionsOf(query, before.id);
    const now = toTimestamp(this.clock.wallMs());
    const { events, isMore } = await narrowTokens(manager, userNow({ ...before, ...after }), TOKENS_WITH_THE_CHANGE, now);
    await query(
      `UPDATE app_user SET role = $2, status = $3, grantable_scopes = $4, version = version + 1,
         tokens_pending_since = CASE WHEN $5 THEN clock_timestamp() END,
         password_hash = CASE WHEN $3 <> 'removed' THEN password_hash END
       WHERE id = $1`,
      [before.id, after.role, after.status, after.grantableScopes, isMore],
    );
    const appended = await append(query, [userEvent(before, event), ...events], context);
    if (appended.outcome === 'conflict') return rollBack({ outcome: 'conflict' });
    return { commit: true, value: { outcome: 'changed', position: appended.lastPosition, tokens: events.length, isMore, status: after.status } };
  }
}

function userNow({ id, workspaceId, role, status, grantableScopes }: Pick<Person, 'id' | 'workspaceId' | 'role' | 'status' | 'grantableScopes'>): UserNow {
  return { workspaceId, userId: id, grant: status === 'active' ? grantOf({ role, grantableScopes }) : [], isRemoved: status === 'removed' };
}
