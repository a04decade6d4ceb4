import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyBuildWith } from '../../changed-build/copy-build.js';
import type { FaultResult } from '../outcome.js';
import { BEFORE_ANY_FAULT } from '../run-faults.js';
import { isWanted } from '../only.js';
import type { Mutant } from './mutant.js';
import { MUTANTS } from './mutants.js';

/** A fault brings its mutant down with great likelihood, not with certainty: what it takes is a call at the right moment. */
const ROUNDS = 3;
/** Much of a run is waiting, and none of what is judged here is a time. */
const AT_ONCE = 2;

/** Proves the checker: with each protection taken out the suite has to go red. */
export async function runMutants(seed: number, only: readonly string[] | undefined, onResult: (result: FaultResult) => void): Promise<void> {
  const waiting = MUTANTS.filter(({ protection }) => isWanted(protection, only));
  const work = async (): Promise<void> => {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const startedAtMs = performance.now();
      const problems = await survives(mutant, seed);
      onResult({ name: `red without: ${mutant.protection}`, seconds: (performance.now() - startedAtMs) / 1_000, meanwhile: '', problems });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** @returns why the mutant was not found out; nothing where it was. */
async function survives(mutant: Mutant, seed: number): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-mutant-'));
  try {
    const copy = copyBuildWith([mutant], join(folder, 'copy'));
    const printed = await output(join(copy, 'e2e/dist/faults/main.js'), mutant, seed);
    return isFoundIn(printed, mutant) ? [] : [`The suite did not find “${mutant.breaks.join('” or “')}” broken:\n${printed}`];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In what is told of a fault, or of all of them at the end. */
function isFoundIn(printed: string, { breaks, needsNoFault }: Mutant): boolean {
  const failures = printed.split(/^(?=FAIL| ok )/m).filter((told) => told.startsWith('FAIL') && (needsNoFault || !told.includes(BEFORE_ANY_FAULT)));
  return failures.some((told) => breaks.some((guarantee) => told.includes(`${guarantee}: broken`)));
}

async function output(script: string, { fault, log }: Mutant, seed: number): Promise<string> {
  const args = [script, '--part', 'faults', '--log', log, '--only', fault, '--rounds', String(ROUNDS), '--seed', String(seed), '--until-red', '--keep', 'never'];
  const ended = await promisify(execFile)(process.execPath, args, { timeout: 480_000 }).catch((error: unknown) => error as { stdout: string; stderr: string });
  return ended.stdout + ended.stderr;
}
