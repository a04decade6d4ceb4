/** One thing that is measured: does its work once and says what it took, in whatever unit its measure has. */
export type Arm = () => number | Promise<number>;

export interface Rounds {
  /** Rounds that are not counted: compilers, caches and connections get warm. */
  readonly warmUps: number;
  readonly counted: number;
  /** Called before each counted round, from 1. */
  readonly onRound?: (round: number) => void;
}

/** Every figure is of at least so many runs. */
export const FEWEST_RUNS = 5;

/**
 * Runs the arms by turns, every other round in the opposite order, so that neither a drift of the machine nor what one
 * arm leaves behind for the next falls to the same arm each time.
 *
 * @returns the counted samples of each arm, in the order of the rounds.
 * @throws RangeError for fewer than FEWEST_RUNS counted rounds.
 */
export async function alternate<Name extends string>(arms: Readonly<Record<Name, Arm>>, rounds: Rounds): Promise<Record<Name, number[]>> {
  if (rounds.counted < FEWEST_RUNS) throw new RangeError(`a figure needs ${FEWEST_RUNS} runs or more`);
  const names = Object.keys(arms) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 1 - rounds.warmUps; round <= rounds.counted; round += 1) {
    if (round >= 1) rounds.onRound?.(round);
    for (const name of round % 2 === 0 ? names.toReversed() : names) {
      const sample = await arms[name]();
      if (round >= 1) samples[name].push(sample);
    }
  }
  return samples;
}
