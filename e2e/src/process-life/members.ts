import { join } from 'node:path';
import type { RunningInstallation } from '../installation.js';
import { commandLineOf } from '../processes.js';

/** How each process of an installation is known by its command line. */
const KNOWN_BY = {
  'token-service': /apps\/token-service\/dist\/main\.js/,
  'inventory-public-api': /apps\/inventory-public-api\/dist\/main\.js/,
  'keeper of PostgreSQL': /postgres-keeper\.js/,
  PostgreSQL: /bin\/postgres -D /,
  'keeper of Kafka': /kafka-keeper\.js/,
  Kafka: /kafka\.Kafka /,
} as const;

export type Member = keyof typeof KNOWN_BY;

/** Its process id. @throws where the installation has no such process, or several */
export function memberOf(running: RunningInstallation, member: Member): number {
  const found = running.children().filter((pid) => KNOWN_BY[member].test(lineOf(pid)));
  if (found.length !== 1) throw new Error(`${found.length} processes are ${member}:\n${running.children().map(lineOf).join('\n')}`);
  return found[0] ?? 0;
}

/** PostgreSQL with everything it has forked: who is stopped alone leaves the others serving. */
export function wholePostgres(running: RunningInstallation): readonly number[] {
  return running.children().filter((pid) => KNOWN_BY.PostgreSQL.test(lineOf(pid)) || lineOf(pid).startsWith('postgres: '));
}

/** One of the processes by which PostgreSQL serves the database. */
export function backendOf(running: RunningInstallation, database: string): number {
  const found = running.children().find((pid) => new RegExp(`^postgres: \\S+ ${database} `).test(lineOf(pid)));
  if (found === undefined) throw new Error(`Nobody is connected to ${database}.`);
  return found;
}

/** The built program of a service. */
export function programOf(service: 'token-service' | 'inventory-public-api'): string {
  return join(import.meta.dirname, '../../../apps', service, 'dist/main.js');
}

/** A process may end between being listed and being looked at. */
function lineOf(pid: number): string {
  try {
    return commandLineOf(pid);
  } catch {
    return '';
  }
}
