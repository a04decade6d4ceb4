import { existsSync, readdirSync, readFileSync } from 'node:fs';

const US_A_TICK = 10_000;

interface Entry {
  readonly pid: number;
  readonly parentPid: number;
  readonly cpuUs: number;
}

/**
 * Processor time of all processes below `pid`, those that have ended among them, µs; 0 where there is no /proc. By proc(5),
 * in ticks of 10 ms.
 */
export function cpuOfDescendants(pid: number): number {
  const table = existsSync('/proc/self/stat') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap(entryOf) : [];
  const below = (parent: number): number =>
    table.filter(({ parentPid }) => parentPid === parent).reduce((sum, entry) => sum + entry.cpuUs + below(entry.pid), 0);
  return below(pid);
}

/** Fields are counted from the end of the name, which stands in parentheses and may hold anything. */
function entryOf(name: string): Entry[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
    // utime, stime, cutime, cstime
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + field, 0);
    return [{ pid: Number(name), parentPid: fields[1] ?? 0, cpuUs: ticks * US_A_TICK }];
  } catch {
    return [];
  }
}
