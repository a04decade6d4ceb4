import type { operations } from '@portcullis/management-client';

export type Usage = operations['showApiTokenUsage']['responses'][200]['content']['application/json'];
export type UsageDetail = Usage['detail'];
export type CallCounts = UsageDetail['calls'];

/** What can become of a call, that with the most good first. */
export const OUTCOMES = ['accepted', 'scope', 'address', 'expired', 'disabled', 'revoked'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type ByOutcome = Readonly<Record<Outcome, number>>;

export const byOutcome = ({ accepted, refused: { expired, disabled, revoked, scope, address } }: CallCounts): ByOutcome => ({ accepted, scope, address, expired, disabled, revoked });

export const refusedOf = ({ refused }: Pick<CallCounts, 'refused'>): number => Object.values(refused).reduce((sum, calls) => sum + calls, 0);

export const callsOf = (counts: CallCounts): number => counts.accepted + refusedOf(counts);

/** Those that a reader has to tell apart: accepted, and whatever else there was. */
export function outcomesOf(counts: CallCounts): readonly Outcome[] {
  const calls = byOutcome(counts);
  return OUTCOMES.filter((outcome) => outcome === 'accepted' || calls[outcome] > 0);
}
