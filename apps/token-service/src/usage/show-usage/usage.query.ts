import { z } from 'zod';
import { instant } from '../../tokens/input/instant.js';

const MINUTE_MS = 60_000;
const STEPS_MS = { minute: MINUTE_MS, hour: 60 * MINUTE_MS, day: 1_440 * MINUTE_MS } as const;
/** Of a day by minutes, or of four years by days. */
const MOST_STEPS = 1_500;

/** How long a time is looked at where only one end of it is named. */
const USUAL_STEPS = { minute: 60, hour: 24, day: 30 } as const;

export const usageQuery = z
  .strictObject({
    from: instant.optional().meta({ description: 'Calls since the step that this lies in; left out: an hour, a day or thirty days before `to`, by `step`.' }),
    to: instant.optional().meta({ description: 'Calls up to the end of the step that this lies in; left out: now.' }),
    step: z.enum(['minute', 'hour', 'day']).default('hour').meta({ description: `Of UTC. The time asked for may have at most ${MOST_STEPS} of them.` }),
  });

export type UsageQuery = z.output<typeof usageQuery>;

/** The time asked for, whole steps of it: `from` and `to` are epoch ms, `to` exclusive. */
export interface UsageSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly step: UsageQuery['step'];
}

/** undefined: it ends before it begins, or has too many steps. */
export function spanOf({ from, to, step }: UsageQuery, nowMs: number): UsageSpan | undefined {
  const stepMs = STEPS_MS[step];
  const startOf = (ms: number): number => Math.floor(ms / stepMs) * stepMs;
  const toMs = startOf(to === undefined ? nowMs : Date.parse(to)) + stepMs;
  const fromMs = from === undefined ? toMs - USUAL_STEPS[step] * stepMs : startOf(Date.parse(from));
  return fromMs < toMs && (toMs - fromMs) / stepMs <= MOST_STEPS ? { fromMs, toMs, step } : undefined;
}

/** From then until now, in the finest steps that are not too many. */
export function spanSince(since: string, nowMs: number): UsageSpan {
  const fromMs = Math.min(Date.parse(since), nowMs);
  const step = (['minute', 'hour'] as const).find((one) => (nowMs - fromMs) / STEPS_MS[one] < MOST_STEPS - 1) ?? 'day';
  const stepMs = STEPS_MS[step];
  return { fromMs: Math.floor(fromMs / MINUTE_MS) * MINUTE_MS, toMs: (Math.floor(nowMs / stepMs) + 1) * stepMs, step };
}

export const TOO_LONG = `Must be before \`to\`, and at most ${MOST_STEPS} steps of it.`;
