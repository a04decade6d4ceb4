import type { EventToAppend } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import type { Scope } from '@portcullis/scopes';
import { decide, type IssuedToken, type Timestamp, type TokenCommand, type TokenState } from '@portcullis/token';
import type { EntityManager } from 'typeorm';
import { withinTransaction } from '../events-a-transaction.js';
import { type LoadedToken, loadTokens } from '../load-token.js';
import { updateApiTokens } from '../read-model/write-api-token.js';
import { stepsFrom, toAppend } from '../steps.js';

/** What has become of a user, as far as it concerns the user's tokens. */
export interface UserNow {
  readonly workspaceId: string;
  readonly userId: string;
  /** What the user may grant now; empty of one who is suspended. */
  readonly grant: readonly Scope[];
  readonly isRemoved: boolean;
}

export interface Narrowed {
  /** To be appended by the same transaction, last. */
  readonly events: readonly EventToAppend[];
  /** There are more such tokens than this transaction was to take. */
  readonly isMore: boolean;
}

/** Of the user's tokens those that are wider than the user; of a removed one all that are not revoked. */
const WIDER = `
  workspace_id = $1 AND created_by = $2 AND kind = 'user' AND status <> 'revoked'
  AND ($3 OR NOT scopes <@ $4::text[] AND (status = 'enabled' OR scopes && $4::text[]))`;

/**
 * Brings a user's tokens within what the user may grant: a removed user's are revoked; of the others each keeps the scopes
 * that its user still has, or is disabled where none is left. Changes their rows, in id order, in a transaction that has
 * locked the user's row before, so that none is added meanwhile.
 *
 * @param most how many of them at most; fewer where they have too many events to be read in one transaction
 */
export async function narrowTokens(manager: EntityManager, user: UserNow, most: number, now: Timestamp): Promise<Narrowed> {
  const rows = await queryOf(manager)<{ id: string; version: number }>(
    `SELECT id, version::int FROM api_token WHERE ${WIDER} ORDER BY id LIMIT ${most + 1} FOR NO KEY UPDATE`,
    [user.workspaceId, user.userId, user.isRemoved, user.grant],
  );
  const ids = withinTransaction(rows.slice(0, most)).map(({ id }) => id);
  const taken = (await loadTokens(queryOf(manager), ids)).map((loaded) => narrowed(loaded, user, now));
  const changes = taken.flatMap(({ before, steps }) => steps.slice(-1).map((last) => ({ before, last })));
  if (changes.length > 0) await updateApiTokens(manager, changes);
  return { events: taken.flatMap(({ steps }) => steps).map(toAppend), isMore: rows.length > ids.length };
}

function narrowed(loaded: LoadedToken, user: UserNow, now: Timestamp) {
  const decision = decide(commandFor(issued(loaded.state), user), loaded.state, now);
  if (!decision.ok) throw new Error(`narrowing a token was refused: ${decision.refusal.code}`);
  return { before: loaded.state, steps: stepsFrom(loaded, decision.events) };
}

function commandFor(token: IssuedToken, { isRemoved, grant }: UserNow): TokenCommand {
  if (isRemoved) return { type: 'RevokeToken', reason: 'Its user was removed.' };
  const kept = token.scopes.filter((scope) => grant.includes(scope));
  if (kept.length === 0) return { type: 'DisableToken', reason: 'Its user may not grant what it has.' };
  return { type: 'UpdateToken', changes: { scopes: kept }, grantable: token.scopes, asking: null };
}

function issued(state: TokenState): IssuedToken {
  if (state.status === 'none') throw new Error('a row of a token that was never issued');
  return state;
}
