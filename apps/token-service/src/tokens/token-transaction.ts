import { Inject, Injectable } from '@nestjs/common';
import { append, type AppendContext } from '@portcullis/event-store';
import { plannedQueryOf } from '@portcullis/service-database';
import type { Scope } from '@portcullis/scopes';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { decide, type IssueToken, type TokenCommand, type TokenState, toTimestamp } from '@portcullis/token';
import { DataSource, type EntityManager } from 'typeorm';
import { grantOf, refuseBeyondUser } from '../identity/accounts/grant.js';
import { attempt, rollBack, unlessBusy } from './attempt.js';
import type { ChangeOutcome } from './change-outcome.js';
import { type LoadedToken, loadToken, nothingLoaded } from './load-token.js';
import { grantOfUser, lockThoseInvolved, lockThoseIssuing, stillGrantable } from './people/those-involved.js';
import { changesSecrets, insertApiToken, updateApiTokens, updateOfRows } from './read-model/write-api-token.js';
import { type Step, stepsFrom, toAppend } from './steps.js';
import type { Verdict } from './transact.js';

/** Of a token's life: each change reads all before it, and a revocation must not be kept waiting by how many there are. */
const MOST_EVENTS = 1_000;

/** Which token a command is about. */
export interface ChangeTarget {
  readonly workspaceId: string;
  readonly tokenId: string;
  /** The versions that the client accepts (If-Match); undefined: any. */
  readonly versions: readonly number[] | undefined;
}

/** What a change is held to besides the token's own rules. */
interface Limits {
  readonly versions: readonly number[] | undefined;
  /** What the user whose token it is may grant, locked; null: the user is not active; undefined: it need not be looked at. */
  readonly grant: readonly Scope[] | null | undefined;
}

const NO_LIMITS: Limits = { versions: undefined, grant: undefined };

/** Takes what the transaction needs besides the token; false: another has it, and nothing is to happen. */
export type Claim = (manager: EntityManager) => Promise<boolean>;

/**
 * One command on one token in one transaction: read-model rows first, the append last, as the append holds the head of
 * the whole store until the commit. Waits for nothing but the database: confirmation comes after it and outside of it.
 */
@Injectable()
export class TokenTransaction {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Issues a new token where `claim` succeeds in the same transaction. Whoever asks is judged as they are then, as for
   * whatever opens a token.
   *
   * @param isOfUser whether the user in whose name it is issued has to be active, and may grant what it has
   */
  issue(command: IssueToken, context: AppendContext, claim: Claim, isOfUser: boolean): Promise<ChangeOutcome | { outcome: 'claimed_before' }> {
    return attempt<ChangeOutcome | { outcome: 'claimed_before' }>(this.dataSource, async (manager) => {
      const { workspaceId, tokenId: id, createdBy: userId, kind, scopes } = command;
      const involved = await lockThoseIssuing(plannedQueryOf(manager), workspaceId, { id, kind, userId }, context.actor);
      const grantor = involved.users.get(userId);
      const refused = isOfUser ? refuseBeyondUser(grantor ? grantOf(grantor) : null, scopes) : undefined;
      if (refused) return rollBack(refused);
      const grantable = stillGrantable(command, involved, context.actor);
      if (!grantable) return rollBack({ outcome: 'asker_changed' });
      if (!(await claim(manager))) return rollBack({ outcome: 'claimed_before' });
      return this.carryOut(manager, { ...command, grantable }, nothingLoaded, context, NO_LIMITS);
    });
  }

  /**
   * Changes a token that exists. As a rule nobody else is changing it, so it is tried in one look and one statement, which
   * is its own transaction: the append finds out whether what was decided on was still so. Where it was not, and where one
   * statement is not enough, the token's row is locked first: commands on one token then stand in a line. So do those that
   * may open a token: before it they lock the user whose token it is and whoever asks, and judge both as they are then.
   */
  async change(target: ChangeTarget, command: TokenCommand, context: AppendContext): Promise<ChangeOutcome> {
    if (opens(command)) return this.open(target, command, context);
    const outcome = await unlessBusy(() => this.changeAtOnce(target, command, context));
    return outcome === 'in_line' || outcome.outcome === 'conflict' ? this.changeInLine(target, command, context) : outcome;
  }

  private async changeAtOnce(target: ChangeTarget, command: TokenCommand, context: AppendContext): Promise<ChangeOutcome | 'in_line'> {
    const query = plannedQueryOf(this.dataSource.manager);
    const loaded = await loadToken(query, target);
    if (loaded.state.status === 'none') return { outcome: 'not_found' };
    const decided = this.decide(command, loaded, target.versions);
    if ('outcome' in decided) return decided;
    const change = { before: loaded.state, last: decided.last };
    if (changesSecrets(change)) return 'in_line';
    const appended = await append(query, decided.steps.map(toAppend), context, updateOfRows(this.dataSource, [change]));
    return appended.outcome === 'conflict' ? appended : { outcome: 'changed', position: appended.lastPosition };
  }

  private changeInLine(target: ChangeTarget, command: TokenCommand, context: AppendContext): Promise<ChangeOutcome> {
    return attempt<ChangeOutcome>(this.dataSource, async (manager) => {
      if (!(await lockRow(manager, target))) return rollBack({ outcome: 'not_found' });
      const loaded = await loadToken(plannedQueryOf(manager), target);
      return this.carryOut(manager, command, loaded, context, { ...NO_LIMITS, versions: target.versions });
    });
  }

  /** The gate judged whoever asks when the request came; since then they may have been suspended, demoted or revoked. */
  private open(target: ChangeTarget, command: OpeningCommand, context: AppendContext): Promise<ChangeOutcome> {
    return attempt<ChangeOutcome>(this.dataSource, async (manager) => {
      const query = plannedQueryOf(manager);
      const involved = await lockThoseInvolved(query, target, context.actor);
      if (!involved) return rollBack({ outcome: 'not_found' });
      const grantable = stillGrantable(command, involved, context.actor);
      if (!grantable) return rollBack({ outcome: 'asker_changed' });
      const loaded = await loadToken(query, target);
      return this.carryOut(manager, { ...command, grantable }, loaded, context, { versions: target.versions, grant: grantOfUser(involved) });
    });
  }

  private async carryOut(
    manager: EntityManager,
    command: TokenCommand,
    loaded: LoadedToken,
    context: AppendContext,
    { versions, grant }: Limits,
  ): Promise<Verdict<ChangeOutcome>> {
    const decided = this.decide(command, loaded, versions);
    if ('outcome' in decided) return rollBack(decided);
    const { token } = decided.last;
    const beyond = grant === undefined || token.status !== 'enabled' ? undefined : refuseBeyondUser(grant, token.scopes);
    if (beyond) return rollBack(beyond);
    await writeApiToken(manager, loaded.state, decided.last);
    const appended = await append(plannedQueryOf(manager), decided.steps.map(toAppend), context);
    if (appended.outcome === 'conflict') return rollBack({ outcome: 'conflict' });
    return { commit: true, value: { outcome: 'changed', position: appended.lastPosition } };
  }

  private decide(command: TokenCommand, loaded: LoadedToken, versions: readonly number[] | undefined): ChangeOutcome | Decided {
    const decision = decide(command, loaded.state, toTimestamp(this.clock.wallMs()));
    if (!decision.ok) return { outcome: 'refused', refusal: decision.refusal };
    const steps = stepsFrom(loaded, decision.events);
    const last = steps.at(-1);
    // A wish that is true already is granted whatever version it names (RFC 9110 §13.1.1): it may be a retry.
    if (!last) return { outcome: 'unchanged', position: loaded.position };
    if (versions?.includes(loaded.version) === false) return { outcome: 'version_mismatch' };
    if (loaded.version >= MOST_EVENTS && !closes(command)) return { outcome: 'too_many_changes' };
    return { steps, last };
  }
}

/** Never refused for their number: a closed token is closed once, as opening it again is one of those that are counted. */
function closes({ type }: TokenCommand): boolean {
  return type === 'RevokeToken' || type === 'DisableToken';
}

type OpeningCommand = Extract<TokenCommand, { type: 'EnableToken' | 'RotateToken' | 'UpdateToken' }>;

const WIDENING = ['scopes', 'notBefore', 'expiresAt', 'allowedIps'] as const;

/** Whether it may let a token do more than before, or show a secret of it. */
function opens(command: TokenCommand): command is OpeningCommand {
  if (command.type === 'UpdateToken') return WIDENING.some((member) => command.changes[member] !== undefined);
  return command.type === 'EnableToken' || command.type === 'RotateToken';
}

/** What is to be committed: one step or more. */
interface Decided {
  readonly steps: readonly Step[];
  readonly last: Step;
}

/**
 * NO KEY UPDATE: excludes every other command on the token, and lets pass what only refers to its id.
 * False where the workspace has no such token.
 */
async function lockRow(manager: EntityManager, { workspaceId, tokenId }: ChangeTarget): Promise<boolean> {
  const rows = await plannedQueryOf(manager)(
    'SELECT id FROM api_token WHERE id = $1 AND workspace_id = $2 FOR NO KEY UPDATE',
    [tokenId, workspaceId],
  );
  return rows.length > 0;
}

async function writeApiToken(manager: EntityManager, before: TokenState, last: Step): Promise<void> {
  if (before.status === 'none') await insertApiToken(manager, last.token, last.version);
  else await updateApiTokens(manager, [{ before, last }]);
}
