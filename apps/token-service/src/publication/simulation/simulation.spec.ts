import { describe, expect, it } from '@jest/globals';
import { type HardOutcome, leaderStopsInTheMiddleOfARound, replacedPrimaryWakes } from './hard-cases.spec-kit.js';
import { ALL_RULES, type Rules } from './rules.spec-kit.js';
import { EVERYTHING, run } from './run.spec-kit.js';
import type { Counts } from './simulation.spec-kit.js';

/** Runs to make, each thousands of steps; more by hand: SIMULATION_ROUNDS=2000. A failure names its seed: SIMULATION_SEED repeats it. */
const ROUNDS = Number(process.env['SIMULATION_ROUNDS'] ?? 12);
const FIRST_SEED = Number(process.env['SIMULATION_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** A run of one seed takes a fraction of a second; a machine that does much else may take ten times as long. */
const TIMEOUT_MS = 60_000 + 5_000 * ROUNDS;

/** A rule left out is noticed by one of the first runs; this many are looked at. */
const ROUNDS_FOR_A_MUTANT = 25;

function isNoticed(rules: Rules): boolean {
  for (let seed = 1; seed <= ROUNDS_FOR_A_MUTANT; seed += 1) {
    if (run(seed, rules, { ...EVERYTHING, comesToRest: false }).violation !== undefined) return true;
  }
  return false;
}

describe('the protocol, in whatever order things happen', () => {
  it('accepts nothing that was confirmed revoked, refuses nothing confirmed while fresh, and comes to rest', () => {
    const total: Counts = { accepts: 0, refusals: 0, stale: 0, confirmed: 0, epochs: 0 };
    for (let seed = FIRST_SEED; seed < FIRST_SEED + ROUNDS; seed += 1) {
      const { counts, violation } = run(seed, ALL_RULES);
      expect({ seed, violation }).toEqual({ seed, violation: undefined });
      for (const key of Object.keys(total) as (keyof Counts)[]) total[key] += counts[key];
    }
    // A proof of something only if all of it happened.
    for (const count of Object.values(total)) expect(count).toBeGreaterThan(ROUNDS);
  }, TIMEOUT_MS);

  it('is the same, step by step, for the same seed', () => {
    expect(run(7, ALL_RULES)).toEqual(run(7, ALL_RULES));
  }, TIMEOUT_MS);
});

describe('the simulation notices where', () => {
  it('nothing, as long as no rule is left out: the copy it leaves them out of does what the shipped reading does', () => {
    for (const seed of [1, 2, 3]) expect(run(seed, { ...ALL_RULES, shippedReading: false })).toEqual(run(seed, ALL_RULES));
  }, TIMEOUT_MS);

  it.each<[string, Partial<Rules>]>([
    ['a receipt asks this instance’s memory for the boots', { bootsFromTable: false }],
    ['a replica applies whatever comes last', { versions: false }],
    ['a replica does not compare its content', { digest: false }],
    ['a replica never grows stale', { freshness: false }],
  ])('%s', (_mutant, leftOut) => {
    expect(isNoticed({ ...ALL_RULES, ...leftOut })).toBe(true);
  }, TIMEOUT_MS);

  it.each<[string, Partial<Rules>, (rules: Rules) => HardOutcome]>([
    ['the nonces are copied after the head was read', { noncesBeforeHead: false }, leaderStopsInTheMiddleOfARound],
    ['a record of a deposed relay counts', { epoch: false }, replacedPrimaryWakes],
  ])('%s', (_mutant, leftOut, hardCase) => {
    expect(hardCase(ALL_RULES)).toEqual({ confirmed: true, outcome: 'stale' });
    expect(hardCase({ ...ALL_RULES, ...leftOut })).toEqual({ confirmed: true, outcome: 'allowed' });
  }, TIMEOUT_MS);
});
