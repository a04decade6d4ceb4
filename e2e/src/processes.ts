import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Ids of the processes that `pid` started, and of those that they started. */
export function descendantsOf(pid: number): readonly number[] {
  const table = processTable();
  const below = (parent: number): number[] =>
    table.filter((entry) => entry.parentPid === parent).flatMap((entry) => [entry.pid, ...below(entry.pid)]);
  return below(pid);
}

/** Those of the processes that still run; one that only waits to be collected by its parent does not. */
export function stillRunning(pids: readonly number[]): readonly number[] {
  const table = processTable();
  return pids.filter((pid) => table.some((entry) => entry.pid === pid));
}

/** What was typed, in effect, to start a process. */
export function commandLineOf(pid: number): string {
  return existsSync('/proc/self/cmdline')
    ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
}

interface Entry {
  readonly pid: number;
  readonly parentPid: number;
}

function processTable(): readonly Entry[] {
  return existsSync('/proc/self/stat') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap(fromProc) : fromPs();
}

/** proc(5): fields are counted from the end of the name, which stands in parentheses and may hold anything. */
function fromProc(name: string): readonly Entry[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const [state, parentPid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? [] : [{ pid: Number(name), parentPid: Number(parentPid) }];
  } catch {
    return [];
  }
}

function fromPs(): readonly Entry[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,stat='], { encoding: 'utf8' }).trim().split('\n');
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => !state?.startsWith('Z'))
    .map(([pid, parentPid]) => ({ pid: Number(pid), parentPid: Number(parentPid) }));
}
