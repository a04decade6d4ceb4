import type { Estimate } from '../harness/statistics.js';

/** One measured number, under the key that `--json` prints it by. */
export interface Figure extends Partial<Pick<Estimate, 'low' | 'high'>> {
  readonly key: string;
  readonly value: number;
  /** How many runs it is the median of; absent where it is a count or a highest value. */
  readonly runs?: number;
}

/** A figure of an estimate. */
export function figure(key: string, estimate: Estimate, runs: number): Figure {
  return { key, runs, ...estimate };
}
