import { type UsageRecord, USAGE_OUTCOMES } from '@portcullis/messages';

/** Why an authentic token's call was refused, as it is counted. */
export type RefusalReason = keyof UsageRecord['refused'];

const SHIFT = 3;

/** A call's outcome, as its place in USAGE_OUTCOMES, and the route by which it came, in one number. */
export const ACCEPTED = 0;

/** @param route see GuardedRoutes; 0: not told apart. */
export function callKind(outcome: number, route: number): number {
  return route * 2 ** SHIFT + outcome;
}

export function outcomeNumber(outcome: RefusalReason): number {
  return USAGE_OUTCOMES.indexOf(outcome);
}

/** undefined: accepted. */
export function reasonOf(kind: number): RefusalReason | undefined {
  const outcome = USAGE_OUTCOMES[outcomeOf(kind)];
  return outcome === 'accepted' ? undefined : outcome;
}

export function outcomeOf(kind: number): number {
  return kind & (2 ** SHIFT - 1);
}

export function routeOf(kind: number): number {
  return kind >>> SHIFT;
}
