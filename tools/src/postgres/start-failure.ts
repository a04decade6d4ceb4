import type { DataFolder } from './data-folder.js';

/** Turns what PostgreSQL wrote before it gave up into one line that says what is wrong and what would help. */
export function explainFailure(output: string, folder: DataFolder): string {
  const known = knownCauses(folder).find(({ pattern }) => pattern.test(output));
  if (known) return known.line(known.pattern.exec(output) ?? []);
  const cause = /(?:FATAL|PANIC|error):\s+(.*)/.exec(output)?.[1] ?? output.split('\n').at(-1) ?? '';
  return `PostgreSQL could not be started on ${folder.path}: ${cause.trim() || 'it gave no reason'} (more in ${folder.log})`;
}

/** Lines of its log in which the reason of a server's end is looked for: older ones are about something else. */
const NEWEST_LINES = 15;

/**
 * The same for a server that ended while it ran. Its FATAL lines are about single connections, and say nothing of that:
 * it tells of an end by PANIC, or by a restart of its own that failed, or, killed, not at all.
 */
export function explainEnd(output: string, folder: DataFolder): string {
  const newest = output.split('\n').slice(-NEWEST_LINES).join('\n');
  const known = knownCauses(folder).find(({ pattern }) => pattern.test(newest));
  if (known) return `PostgreSQL ended. ${known.line(known.pattern.exec(newest) ?? [])}`;
  const cause = /PANIC:\s+(.*)/.exec(newest)?.[1]?.trim() ?? 'it was killed, or gave no reason';
  return `PostgreSQL ended: ${cause}. Its data in ${folder.path} is kept, and the next start recovers it (more in ${folder.log})`;
}

/** Its start was lost to another program that took the port first. */
export function isPortConflict(output: string): boolean {
  return /Address already in use|could not create any TCP\/IP sockets/.test(output);
}

interface KnownCause {
  readonly pattern: RegExp;
  readonly line: (match: readonly string[]) => string;
}

function knownCauses({ path, cluster }: DataFolder): readonly KnownCause[] {
  return [
    {
      pattern: /initialized by PostgreSQL version (\S+?),? which is not compatible with this version (\d+)/,
      line: ([, made, ours]) =>
        `The data folder ${path} was made by PostgreSQL ${made ?? '?'}, and this is PostgreSQL ${ours ?? '?'}: move the folder away, or use the version that made it.`,
    },
    { pattern: /No space left on device|Disk quota exceeded/, line: () => `The data folder ${path} cannot be used: no space is left on its disk.` },
    { pattern: /Read-only file system/, line: () => `The data folder ${path} cannot be used: its file system is read-only.` },
    {
      pattern: /lock file "[^"]*" already exists/,
      line: () => `The data folder ${cluster} is in use by another PostgreSQL: stop that one first.`,
    },
    { pattern: /has wrong ownership/, line: () => `The data folder ${cluster} belongs to another user than the one PostgreSQL runs as.` },
    { pattern: /Permission denied/, line: () => `The data folder ${path} cannot be used: PostgreSQL may not read or write all of it.` },
    { pattern: /is not a valid data directory|database files are incompatible/, line: () => `The data folder ${cluster} does not hold a database that PostgreSQL can read.` },
  ];
}
