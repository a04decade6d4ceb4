import type { History, RecordedCall, TokenLife } from './history.js';

export interface Violation {
  readonly guarantee: 'no accept after a confirmed revocation' | 'no refusal of a confirmed token while fresh' | 'only documented answers';
  readonly detail: string;
}

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
    return life === undefined ? [] : judgeCall(call, life);
  });
  return [...odd, ...judged];
}

function judgeCall(call: RecordedCall, life: TokenLife): readonly Violation[] {
  if (WITHOUT_A_DECISION.includes(call.status)) return [];
  if (call.status === 200) return acceptedAfterRevocation(call, life) ? [violation('no accept after a confirmed revocation', call, life)] : [];
  if (call.status !== 401) return [violation('only documented answers', call, life)];
  return refusedWhileLive(call, life) ? [violation('no refusal of a confirmed token while fresh', call, life)] : [];
}

function acceptedAfterRevocation({ startedMs }: RecordedCall, { revokeConfirmedMs = Infinity }: TokenLife): boolean {
  return startedMs >= revokeConfirmedMs;
}

function refusedWhileLive({ startedMs, endedMs }: RecordedCall, { issueConfirmedMs = Infinity, revokeBegunMs = Infinity }: TokenLife): boolean {
  return startedMs >= issueConfirmedMs && endedMs <= revokeBegunMs;
}

function violation(guarantee: Violation['guarantee'], call: RecordedCall, life: TokenLife): Violation {
  const at = (ms: number | undefined): string => (ms === undefined ? 'never' : `${(ms - call.startedMs).toFixed(1)} ms`);
  return {
    guarantee,
    detail:
      `${call.replica} answered ${String(call.status)} for ${call.tokenId} after ${(call.endedMs - call.startedMs).toFixed(1)} ms; ` +
      `from the call's beginning: issue confirmed ${at(life.issueConfirmedMs)}, revocation begun ${at(life.revokeBegunMs)}, confirmed ${at(life.revokeConfirmedMs)}`,
  };
}
