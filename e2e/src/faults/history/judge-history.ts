import type { ClockStep, History, RecordedCall } from './history.js';
import type { SecretEnd, TokenChange } from './token-change.js';
import { opens, type TokenLife } from './token-life.js';
import { possibleStates, type TokenState } from './token-states.js';
import type { Guarantee, Violation } from './violation.js';

/** A stale replica answers 503, as does a service whose database is away; a process that is being killed does not answer. */
const WITHOUT_A_DECISION: readonly (number | null)[] = [503, null];

/** Why a call is refused. */
type Cause = Exclude<TokenState['status'], 'enabled'> | 'secret' | 'scope';
/** Those that a run has to try. */
export const CAUSES_TO_TRY: readonly Cause[] = ['revoked', 'disabled', 'secret', 'scope'];

/** What a replica in some state answers; `cause` of a refusal. */
interface Due {
  readonly status: 200 | 401 | 403;
  readonly cause?: Cause;
}

const ACCEPTED: Due = { status: 200 };

/** What an accept breaks where only refusals are due. */
const ACCEPT_DESPITE: Readonly<Record<Cause, Guarantee>> = {
  // Of a token that is certainly known to nobody no client could hold the secret.
  unknown: 'only documented answers',
  revoked: 'no accept after a confirmed revocation',
  disabled: 'no accept after a confirmed disabling',
  secret: 'no accept of a secret after its end',
  scope: 'no accept of what a token does not open',
};

/**
 * Judges every call: its answer must be that of one of the states in which the token may have been meanwhile. Intervals are
 * compared so that no order is ever assumed that the clients could not have seen themselves.
 */
export function judgeHistory(history: History): readonly Violation[] {
  const odd = history.oddAnswers.map((detail) => ({ guarantee: 'only documented answers', detail }) as const);
  const judged = history.calls.flatMap((call) => {
    const life = history.tokens.get(call.tokenId);
    if (life === undefined || WITHOUT_A_DECISION.includes(call.status)) return [];
    const due = answersDue(call, life, history);
    const broken = [brokenBy(call, due), showsOthers(history, call) ? ('no workspace sees what is another’s' as const) : undefined];
    return broken.flatMap((guarantee) => (guarantee === undefined ? [] : [violation(guarantee, call, life)]));
  });
  return [...odd, ...judged];
}

/** How often each cause alone was reason to refuse a call, and it was refused: what was never tried proves nothing. */
export function refusalsTried(history: History): ReadonlyMap<string, number> {
  const tried = new Map<string, number>();
  for (const call of history.calls) {
    const life = history.tokens.get(call.tokenId);
    const [first, ...others] = life === undefined ? [] : answersDue(call, life, history);
    const cause = first?.cause;
    if (cause !== undefined && first?.status === call.status && others.every((due) => due.cause === cause)) tried.set(cause, (tried.get(cause) ?? 0) + 1);
  }
  return tried;
}

function answersDue(call: RecordedCall, life: TokenLife, history: History): readonly Due[] {
  return possibleStates(life, call.startedMs, call.endedMs).flatMap((state) => answersIn(state, call, life, history));
}

function answersIn({ status, scopes, secrets }: TokenState, call: RecordedCall, { wish }: TokenLife, history: History): readonly Due[] {
  if (status !== 'enabled') return [{ status: 401, cause: status }];
  const ended: Due = { status: 401, cause: 'secret' };
  const presented = secrets.find(({ secret }) => secret === call.secret);
  if (presented === undefined) return [ended];
  const opened: Due = opens({ wish: { ...wish, scopes } }, call.resource) ? ACCEPTED : { status: 403, cause: 'scope' };
  const { ends } = presented;
  if (ends === undefined) return [opened];
  const clocksOffMs = clocksOff(history, call, ends);
  const mayBeGood = call.startedMs < ends.toMs + clocksOffMs;
  const mayBeOver = call.endedMs > ends.fromMs - clocksOffMs;
  return [...(mayBeGood ? [opened] : []), ...(mayBeOver ? [ended] : [])];
}

/**
 * By how much the clock that set a secret's end and the one that looked at it may differ: they were stepped while the
 * rotation was asked for, or while that replica was.
 */
function clocksOff({ clockSteps, clocksOffMs }: History, { replica, startedMs, endedMs }: RecordedCall, { askedMs, fromMs, toMs }: SecretEnd): number {
  const answeredMs = askedMs + toMs - fromMs;
  const ofThese = clockSteps.filter((step) => isDuring(step, askedMs, answeredMs) || (step.process === replica && isDuring(step, startedMs, endedMs)));
  return Math.max(clocksOffMs, ...ofThese.map(({ byMs }) => byMs));
}

function isDuring(step: ClockStep, fromMs: number, toMs: number): boolean {
  return fromMs < step.toMs && toMs > step.fromMs;
}

function brokenBy({ status }: RecordedCall, due: readonly Due[]): Guarantee | undefined {
  if (due.some((answer) => answer.status === status)) return undefined;
  const causes = due.flatMap(({ cause }) => (cause === undefined ? [] : [cause]));
  switch (status) {
    case 200:
      return ACCEPT_DESPITE[causes.find((cause) => cause !== 'unknown') ?? 'unknown'];
    case 401:
      return 'no refusal of a confirmed token while fresh';
    case 403:
      // Said of a live token only: of one that is closed it would tell that it still was.
      return due.includes(ACCEPTED) ? 'no refusal of a confirmed token while fresh' : 'only documented answers';
    case null:
    default:
      return 'only documented answers';
  }
}

function showsOthers(history: History, { shown }: RecordedCall): boolean {
  return shown.some((id) => history.workspacesShown(id).length > 1);
}

function violation(guarantee: Guarantee, call: RecordedCall, life: TokenLife): Violation {
  const { scopes, allowedIps } = life.wish;
  return {
    guarantee,
    detail:
      `${call.replica} answered ${String(call.status)} for ${call.resource} to secret ${call.secret} of ${call.tokenId} of ${life.workspaceId} ` +
      `(${scopes.join(' ')}; ${allowedIps.join(' ')}) after ${(call.endedMs - call.startedMs).toFixed(1)} ms; ` +
      `from the call's beginning: ${life.changes.map((change) => told(change, call.startedMs)).join('; ')}`,
  };
}

function told({ effect, begunMs, confirmedMs }: TokenChange, fromMs: number): string {
  const at = (ms: number | undefined): string => (ms === undefined ? 'never' : `${(ms - fromMs).toFixed(1)} ms`);
  const what = effect.kind === 'scopes' ? `scopes ${effect.scopes.join(' ')}` : effect.kind;
  const ends = effect.kind === 'rotate' && effect.oldEnds !== undefined ? `, the old secret ended between ${at(effect.oldEnds.fromMs)} and ${at(effect.oldEnds.toMs)}` : '';
  return `${what} begun ${at(begunMs)}, confirmed ${at(confirmedMs)}${ends}`;
}
