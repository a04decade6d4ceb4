import type { History, RecordedCall } from './history.js';
import { opens, type TokenLife } from './token-life.js';
import type { Guarantee, Violation } from './violation.js';

/** A stale replica answers 503, as does a service whose database is away; a process that is being killed does not answer. */
const WITHOUT_A_DECISION: readonly (number | null)[] = [503, null];

/**
 * Judges every call against what was confirmed before it began. Intervals are compared so that no order is ever assumed
 * that the clients could not have seen themselves.
 */
export function judgeHistory(history: History): readonly Violation[] {
  const odd = history.oddAnswers.map((detail) => ({ guarantee: 'only documented answers', detail }) as const);
  const judged = history.calls.flatMap((call) => {
    const life = history.tokens.get(call.tokenId);
    if (life === undefined || WITHOUT_A_DECISION.includes(call.status)) return [];
    const broken = [...brokenBy(call, life), ...(showsOthers(history, call) ? (['no workspace sees what is another’s'] as const) : [])];
    return broken.map((guarantee) => violation(guarantee, call, life));
  });
  return [...odd, ...judged];
}

function brokenBy(call: RecordedCall, life: TokenLife): readonly Guarantee[] {
  const mayOpen = opens(life, call.resource);
  switch (call.status) {
    case 200:
      return [
        ...(beganAfterRevocation(call, life) ? (['no accept after a confirmed revocation'] as const) : []),
        ...(mayOpen ? [] : (['no accept of what a token does not open'] as const)),
      ];
    case 401:
      return isLiveThroughout(call, life) ? ['no refusal of a confirmed token while fresh'] : [];
    case 403:
      // Said of a live token only: of a revoked one it would tell that it still was.
      if (beganAfterRevocation(call, life)) return ['only documented answers'];
      return mayOpen ? ['no refusal of a confirmed token while fresh'] : [];
    case null:
    default:
      return ['only documented answers'];
  }
}

function showsOthers(history: History, { shown }: RecordedCall): boolean {
  return shown.some((id) => history.workspacesShown(id).length > 1);
}

function beganAfterRevocation({ startedMs }: RecordedCall, { revokeConfirmedMs = Infinity }: TokenLife): boolean {
  return startedMs >= revokeConfirmedMs;
}

function isLiveThroughout({ startedMs, endedMs }: RecordedCall, { issueConfirmedMs = Infinity, revokeBegunMs = Infinity }: TokenLife): boolean {
  return startedMs >= issueConfirmedMs && endedMs <= revokeBegunMs;
}

function violation(guarantee: Guarantee, call: RecordedCall, life: TokenLife): Violation {
  const at = (ms: number | undefined): string => (ms === undefined ? 'never' : `${(ms - call.startedMs).toFixed(1)} ms`);
  const { scopes, allowedIps } = life.wish;
  return {
    guarantee,
    detail:
      `${call.replica} answered ${String(call.status)} for ${call.resource} to ${call.tokenId} of ${life.workspaceId} ` +
      `(${scopes.join(' ')}; ${allowedIps.join(' ')}) after ${(call.endedMs - call.startedMs).toFixed(1)} ms; ` +
      `from the call's beginning: issue confirmed ${at(life.issueConfirmedMs)}, revocation begun ${at(life.revokeBegunMs)}, confirmed ${at(life.revokeConfirmedMs)}`,
  };
}
