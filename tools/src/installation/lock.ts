import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { OneLineFailure } from './one-line-failure.js';
import { codeOf } from './error-facts.js';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.js';

export interface Lock {
  /** The run before this one ended without giving the lock back: what it started may still be on its way out. */
  readonly foundStale: boolean;
  release(): void;
}

/**
 * Makes this process the only one that runs on a data folder. The lock names its holder, so that one left behind by a
 * kill -9 or a power cut is known to be stale; nothing has to be removed by hand.
 *
 * @throws OneLineFailure where another process runs on the folder.
 */
export function acquireLock(path: string): Lock {
  const foundStale = clearStale(path);
  const mine = JSON.stringify(identityOf(process.pid) ?? { pid: process.pid, startedAt: '' });
  try {
    writeFileSync(path, mine, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw alreadyRuns(holderOf(path));
    throw error;
  }
  return {
    foundStale,
    release: () => {
      if (readText(path) === mine) rmSync(path, { force: true });
    },
  };
}

/** The live process that runs on the data folder. */
export function holderOf(path: string): ProcessIdentity | undefined {
  const holder = parseHolder(readText(path));
  return holder !== undefined && isRunning(holder) ? holder : undefined;
}

/** Moves a stale lock aside before it deletes it: of two starters at once only one gets to move it. */
function clearStale(path: string): boolean {
  const text = readText(path);
  if (text === undefined) return false;
  const holder = holderOf(path);
  if (holder !== undefined) throw alreadyRuns(holder);
  const aside = `${path}.stale-${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  }
  rmSync(aside, { force: true });
  return true;
}

function alreadyRuns(holder: ProcessIdentity | undefined): OneLineFailure {
  const who = holder === undefined ? '' : ` (process ${holder.pid})`;
  return new OneLineFailure(`Portcullis already runs on this data folder${who}: use that one, stop it, or set DATA_DIR to another folder.`);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function parseHolder(text: string | undefined): ProcessIdentity | undefined {
  try {
    const { pid, startedAt } = JSON.parse(text ?? '') as Partial<ProcessIdentity>;
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : undefined;
  } catch {
    return undefined;
  }
}
