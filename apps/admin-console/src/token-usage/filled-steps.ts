import { byOutcome, type ByOutcome, OUTCOMES, type UsageDetail } from './outcomes.js';

type Step = UsageDetail['step'];

const STEPS: readonly { readonly step: Step; readonly ms: number }[] = [{ step: 'minute', ms: 60_000 }, { step: 'hour', ms: 3_600_000 }, { step: 'day', ms: 86_400_000 }];
/** More bars than this are too thin to be told apart. */
const MOST_BARS = 180;
const NO_CALLS: ByOutcome = { accepted: 0, scope: 0, address: 0, expired: 0, disabled: 0, revoked: 0 };

export interface FilledStep extends ByOutcome {
  /** RFC 3339. */
  readonly start: string;
}

/** Every step of the time, also those without a call, which the API leaves out; coarser ones where these would be too many to draw. */
export function filledSteps({ from, to, step, steps }: Pick<UsageDetail, 'from' | 'to' | 'step' | 'steps'>): { readonly step: Step; readonly steps: readonly FilledStep[] } {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const notFiner = STEPS.slice(STEPS.findIndex((one) => one.step === step));
  const { step: drawn, ms } = notFiner.find((one) => (end - start) / one.ms <= MOST_BARS) ?? { step: 'day', ms: 86_400_000 };
  const stepOf = (at: number): number => Math.floor(at / ms) * ms;
  const known = new Map<number, ByOutcome>();
  for (const { start: at, calls } of steps) {
    const its = stepOf(Date.parse(at));
    known.set(its, sum(known.get(its) ?? NO_CALLS, byOutcome(calls)));
  }
  const all: FilledStep[] = [];
  for (let at = stepOf(start); at < end; at += ms) all.push({ start: new Date(at).toISOString(), ...(known.get(at) ?? NO_CALLS) });
  return { step: drawn, steps: all };
}

const sum = (one: ByOutcome, other: ByOutcome): ByOutcome => OUTCOMES.reduce((all, outcome) => ({ ...all, [outcome]: one[outcome] + other[outcome] }), NO_CALLS);
