import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** What a running installation writes down for its own command line. */
interface Connections {
  readonly databases: { readonly tokenService: string; readonly inventory: string };
  readonly log: { readonly tokenService: Readonly<Record<string, string>>; readonly inventory: Readonly<Record<string, string>> };
}

export function connectionsOf(dataFolder: string): Connections {
  return JSON.parse(readFileSync(join(dataFolder, 'running.json'), 'utf8')) as Connections;
}

/** One statement after the other as PostgreSQL's superuser; their number is up to `sql`. */
export async function asSuperuser(dataFolder: string, ...sql: readonly string[]): Promise<void> {
  const url = new URL(connectionsOf(dataFolder).databases.tokenService);
  url.username = 'postgres';
  url.password = readFileSync(join(dataFolder, 'postgres/superuser-password'), 'utf8');
  url.pathname = '/postgres';
  const client = new Client({ connectionString: url.href });
  // The server may end under it: that is what some do to it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (const statement of sql) await client.query(statement);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Takes a database away from its services while `work` is done: nobody gets in any more, and who is in is thrown out. */
export async function without(dataFolder: string, database: string, work: () => Promise<void>): Promise<void> {
  await asSuperuser(
    dataFolder,
    `ALTER DATABASE ${database} CONNECTION LIMIT 0`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`,
  );
  try {
    await work();
  } finally {
    await asSuperuser(dataFolder, `ALTER DATABASE ${database} CONNECTION LIMIT -1`);
  }
}
