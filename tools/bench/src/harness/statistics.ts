import { seededRandom } from './random.js';

/** What a series of samples amounts to: a value, and where it lies with 95 % confidence. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const TAIL = 0.025;
const RESAMPLES = 2_000;

/** The middle sample, or the mean of the middle two. @throws RangeError where there is none. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((left, right) => left - right);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  if (upper === undefined || lower === undefined) throw new RangeError('no samples');
  return (lower + upper) / 2;
}

/**
 * A quantile with its interval by order statistics: the ranks between which it lies follow from the binomial
 * distribution alone, whatever the samples' own. Too few samples for 95 % give the whole range.
 *
 * @param quantile between 0 and 1; 0.5 is the median.
 */
export function quantile(samples: readonly number[], quantile: number): Estimate {
  const sorted = samples.toSorted((left, right) => left - right);
  const at = (rank: number): number => sorted[Math.min(sorted.length - 1, Math.max(0, rank))] ?? Number.NaN;
  const below = binomialDistribution(sorted.length, quantile);
  const low = below.findIndex((probability) => probability > TAIL);
  const high = below.findIndex((probability) => probability >= 1 - TAIL);
  const value = quantile === 0.5 ? median(samples) : at(Math.ceil(quantile * sorted.length) - 1);
  return { value, low: at(low - 1), high: at(high) };
}

/** Cumulative: element k is the probability that at most k of `count` samples lie below the quantile. */
function binomialDistribution(count: number, probability: number): number[] {
  const odds = Math.log(probability / (1 - probability));
  let logTerm = count * Math.log(1 - probability);
  let sum = 0;
  return Array.from({ length: count + 1 }, (_, successes) => {
    if (successes > 0) logTerm += odds + Math.log((count - successes + 1) / successes);
    sum += Math.exp(logTerm);
    return sum;
  });
}

/**
 * How many times as much `numerators` are as `denominators`, the samples of one round standing at the same place in both.
 * The median of the rounds' own ratios: what slows the machine down for a while slows both halves of a round. Its
 * interval is that of a bootstrap over rounds.
 *
 * @throws RangeError where the rounds differ in number, or there is none.
 */
export function pairedRatio(numerators: readonly number[], denominators: readonly number[]): Estimate {
  if (numerators.length !== denominators.length) throw new RangeError('a round has a sample of each');
  return medianWithBootstrap(numerators.map((sample, round) => sample / (denominators[round] ?? Number.NaN)));
}

/** The difference of the two halves of a round, as `pairedRatio`. */
export function pairedDifference(minuends: readonly number[], subtrahends: readonly number[]): Estimate {
  if (minuends.length !== subtrahends.length) throw new RangeError('a round has a sample of each');
  return medianWithBootstrap(minuends.map((sample, round) => sample - (subtrahends[round] ?? Number.NaN)));
}

/** The ratio of two medians whose samples have no rounds in common; by a bootstrap over both. */
export function ratioOfMedians(numerators: readonly number[], denominators: readonly number[]): Estimate {
  const random = seededRandom(1);
  const ratios = Array.from({ length: RESAMPLES }, () => median(resample(numerators, random)) / median(resample(denominators, random)));
  return { value: median(numerators) / median(denominators), ...middleOf(ratios) };
}

function medianWithBootstrap(samples: readonly number[]): Estimate {
  const random = seededRandom(1);
  const medians = Array.from({ length: RESAMPLES }, () => median(resample(samples, random)));
  return { value: median(samples), ...middleOf(medians) };
}

function middleOf(estimates: readonly number[]): { low: number; high: number } {
  const sorted = estimates.toSorted((left, right) => left - right);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { low: at(TAIL), high: at(1 - TAIL) };
}

function resample(samples: readonly number[], random: () => number): number[] {
  return samples.map(() => samples[Math.floor(random() * samples.length)] ?? Number.NaN);
}
