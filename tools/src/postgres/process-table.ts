import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

export interface ProcessEntry {
  readonly parentPid: number;
  readonly command: string;
}

/** Looks a process up, by /proc where there is one and by `ps` elsewhere (macOS); undefined: it does not exist. */
export function lookUpProcess(pid: number): ProcessEntry | undefined {
  try {
    return existsSync('/proc/self/stat') ? fromProc(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
}

function fromProc(pid: number): ProcessEntry | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the name in parentheses and may itself hold blanks and parentheses: count from its end.
  const [state, parentPid] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || parentPid === undefined) return undefined;
  return { parentPid: Number(parentPid), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') };
}

function fromPs(pid: number): ProcessEntry | undefined {
  const line = execFileSync('ps', ['-o', 'ppid=', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [, parentPid, command] = /^(\d+)\s+(.*)$/s.exec(line) ?? [];
  if (parentPid === undefined || command === undefined) return undefined;
  return { parentPid: Number(parentPid), command };
}
