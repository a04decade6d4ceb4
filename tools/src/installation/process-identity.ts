import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A process as a thing that cannot be confused with a later one that got the same id. */
export interface ProcessIdentity {
  readonly pid: number;
  /** The system's own words for when it started; compared, never read. */
  readonly startedAt: string;
}

/** Undefined where no such process runs; one that ended and waits to be collected by its parent does not run. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  try {
    const startedAt = existsSync('/proc/self/stat') ? startFromProc(pid) : startFromPs(pid);
    return startedAt === undefined ? undefined : { pid, startedAt };
  } catch {
    return undefined;
  }
}

export function isRunning(process: ProcessIdentity): boolean {
  return identityOf(process.pid)?.startedAt === process.startedAt;
}

/** proc(5): the second field is the name in parentheses and may hold anything, so fields are counted from its end. */
function startFromProc(pid: number): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? undefined : fields[19];
}

function startFromPs(pid: number): string | undefined {
  const line = execFileSync('ps', ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [state, ...started] = line.split(/\s+/);
  return state === undefined || state.startsWith('Z') ? undefined : started.join(' ');
}
