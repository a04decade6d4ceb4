import { BUDGETS } from './budgets/budget.js';
import { FAULTS } from './kinds/index.js';
import { MUTANTS } from './mutants/mutants.js';
import type { Options } from './options.js';

/** @param only parts of names; without it, everything is wanted */
export function isWanted(name: string, only: Options['only']): boolean {
  return only?.some((part) => name.includes(part)) ?? true;
}

/** @throws with one line where a text names nothing of what was asked for: a run of nothing would pass */
export function refuseUnknownNames({ only = [], parts, logs }: Pick<Options, 'only' | 'parts' | 'logs'>): void {
  const names = {
    faults: FAULTS.filter((fault) => fault.logs.some((log) => logs.includes(log))).map(({ name }) => name),
    budgets: BUDGETS.map(({ name }) => name),
    mutants: MUTANTS.map(({ protection }) => protection),
  };
  const known = parts.flatMap((part) => names[part]);
  for (const text of only) if (!known.some((name) => isWanted(name, [text]))) throw new Error(`--only “${text}” is in the name of none of these:\n${known.join('\n')}`);
}
