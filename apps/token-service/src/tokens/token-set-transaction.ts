import { Inject, Injectable } from '@nestjs/common';
import { append, type AppendContext, MAX_EVENTS_PER_APPEND } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { type Decision, decide, type Refusal, type TokenCommand, type TokenStateEvent, toTimestamp } from '@portcullis/token';
import { DataSource, type EntityManager } from 'typeorm';
import { attempt, type Busy, rollBack } from './attempt.js';
import { withinTransaction } from './events-a-transaction.js';
import { type LoadedToken, loadTokens } from './load-token.js';
import { updateApiTokens } from './read-model/write-api-token.js';
import { stepsFrom, toAppend } from './steps.js';
import type { Verdict } from './transact.js';

/** More in one transaction would keep everybody else waiting. A command that needs two events for a token takes half as many. */
export const TOKENS_A_TRANSACTION = MAX_EVENTS_PER_APPEND;

export interface TokenSet {
  readonly workspaceId: string;
  readonly tokenIds: readonly string[];
}

/** What became of the tokens of a set; each id is in one of the lists. */
export interface SetChanged {
  readonly outcome: 'done';
  readonly changed: readonly string[];
  /** They were so already. */
  readonly unchanged: readonly string[];
  /** Their state did not allow it; left as they are. */
  readonly refused: readonly { readonly tokenId: string; readonly refusal: Refusal }[];
  /** No such token in the workspace. */
  readonly missing: readonly string[];
  /** Left for a further transaction, as those before them have as many events as one reads. */
  readonly left: readonly string[];
  /** Of the last event of those that are as they were to be; null where there are none. */
  readonly position: number | null;
}

/** `conflict`: others were faster, twice. Then, as when busy, no token of the set was changed. */
export type SetOutcome = SetChanged | { readonly outcome: 'conflict' } | Busy;

interface Decided {
  readonly tokenId: string;
  readonly loaded: LoadedToken;
  readonly decision: Decision<TokenStateEvent>;
}

/**
 * One command on many tokens in one transaction, complete in itself: whoever goes through more of them than one takes
 * goes on after a crash with those that are left. Rows first, in id order, so that nobody waits in a circle; the append
 * last.
 */
@Injectable()
export class TokenSetTransaction {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param tokens of them at most TOKENS_A_TRANSACTION */
  change(tokens: TokenSet, command: TokenCommand, context: AppendContext): Promise<SetOutcome> {
    return attempt<SetOutcome>(this.dataSource, async (manager) => {
      const present = await lockRows(manager, tokens);
      const taken = withinTransaction(present).map(({ id }) => id);
      const loaded = await loadTokens(queryOf(manager), taken);
      const now = toTimestamp(this.clock.wallMs());
      const decided = taken.map((tokenId, at) => decideOne(tokenId, loaded[at], command, now));
      return commitAll(manager, outcomeOf(tokens, present, decided), decided, context);
    });
  }
}

interface LockedRow {
  readonly id: string;
  readonly version: number;
}

/** In id order; NO KEY UPDATE excludes every other command on these tokens, and lets pass what only refers to their ids. */
async function lockRows(manager: EntityManager, { workspaceId, tokenIds }: TokenSet): Promise<readonly LockedRow[]> {
  return queryOf(manager)<LockedRow>(
    'SELECT id, version::int FROM api_token WHERE id = ANY ($1::text[]) AND workspace_id = $2 ORDER BY id FOR NO KEY UPDATE',
    [tokenIds, workspaceId],
  );
}

function decideOne(tokenId: string, loaded: LoadedToken | undefined, command: TokenCommand, now: string): Decided {
  if (loaded === undefined) throw new Error(`${tokenId} was not loaded`);
  return { tokenId, loaded, decision: decide(command, loaded.state, now) };
}

async function commitAll(
  manager: EntityManager,
  outcome: SetChanged,
  decided: readonly Decided[],
  context: AppendContext,
): Promise<Verdict<SetOutcome>> {
  const taken = decided.map(({ loaded, decision }) => ({ before: loaded.state, steps: stepsFrom(loaded, decision.ok ? decision.events : []) }));
  const events = taken.flatMap(({ steps }) => steps).map(toAppend);
  if (events.length === 0) return rollBack(outcome);
  await updateApiTokens(manager, taken.flatMap(({ before, steps }) => steps.slice(-1).map((last) => ({ before, last }))));
  const appended = await append(queryOf(manager), events, context);
  if (appended.outcome === 'conflict') return rollBack({ outcome: 'conflict' });
  return { commit: true, value: { ...outcome, position: appended.lastPosition } };
}

function outcomeOf({ tokenIds }: TokenSet, locked: readonly LockedRow[], decided: readonly Decided[]): SetChanged {
  const present = new Set(locked.map(({ id }) => id));
  const idsWith = (isOne: (decision: Decided['decision']) => boolean): string[] =>
    decided.filter(({ decision }) => isOne(decision)).map(({ tokenId }) => tokenId);
  return {
    outcome: 'done',
    changed: idsWith((decision) => decision.ok && decision.events.length > 0),
    unchanged: idsWith((decision) => decision.ok && decision.events.length === 0),
    refused: decided.flatMap(({ tokenId, decision }) => (decision.ok ? [] : [{ tokenId, refusal: decision.refusal }])),
    missing: tokenIds.filter((tokenId) => !present.has(tokenId)),
    left: locked.slice(decided.length).map(({ id }) => id),
    position: Math.max(0, ...decided.map(({ loaded, decision }) => (decision.ok ? loaded.position : 0))) || null,
  };
}
