import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { LogKind } from './world/world.js';

const PARTS = ['faults', 'budgets', 'mutants'] as const;
const LOGS = ['kafka', 'embedded'] as const;
const KEPT = ['never', 'broken', 'always'] as const;

export interface Options {
  readonly rounds: number;
  readonly seed: number;
  readonly parts: readonly (typeof PARTS)[number][];
  readonly logs: readonly LogKind[];
  /** Parts of names: only what has one of them is run. */
  readonly only: readonly string[] | undefined;
  /** When the folder of a world, with the log of every process in it, stays. */
  readonly keep: (typeof KEPT)[number];
  /** Ends with the first broken guarantee. */
  readonly untilRed: boolean;
  /** A folder with another built version of the system, such as the last release; without it, one is made up of today's. */
  readonly otherVersion: string | undefined;
  /** A file for the outcome, which `npm test` reads. */
  readonly report: string | undefined;
}

/** @throws with one line where an option is not known or not one of its values */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
      part: { type: 'string', multiple: true, default: [...PARTS] },
      log: { type: 'string', multiple: true, default: [...LOGS] },
      only: { type: 'string', multiple: true },
      keep: { type: 'string', default: 'broken' },
      'until-red': { type: 'boolean', default: false },
      'other-version': { type: 'string' },
      report: { type: 'string' },
    },
  });
  return {
    rounds: wholeNumber('rounds', values.rounds),
    seed: wholeNumber('seed', values.seed),
    parts: values.part.map((text) => oneOf('part', PARTS, text)),
    logs: values.log.map((text) => oneOf('log', LOGS, text)),
    only: values.only,
    keep: oneOf('keep', KEPT, values.keep),
    untilRed: values['until-red'],
    otherVersion: values['other-version'],
    report: values.report,
  };
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`--${option} takes a whole number, not “${text}”.`);
  return Number(text);
}

function oneOf<T extends string>(option: string, known: readonly T[], text: string): T {
  const found = known.find((one) => one === text);
  if (found === undefined) throw new Error(`--${option} is one of ${known.join(', ')}, not “${text}”.`);
  return found;
}
