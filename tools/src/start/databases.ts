import { provisionEmbeddedLog } from '@portcullis/log';
import { PROBES_TOPIC, TOKEN_STATE_TOPIC, USAGE_TOPIC } from '@portcullis/messages';
import { Client } from 'pg';
import { type InstallationRecord, type Role, ROLES } from '../installation/record.js';
import type { RunningPostgres } from '../postgres/index.js';

export interface DatabaseUrls {
  readonly tokenService: string;
  readonly inventory: string;
  /** The embedded log's database as each service sees it; absent where the log is Kafka. */
  readonly log?: { readonly tokenService: string; readonly inventory: string };
}

/** Who may append to and read which topic: the same as the ACLs on Kafka. Whoever may write token-state can mint tokens. */
const GRANTS = [
  { topic: TOKEN_STATE_TOPIC, writers: ['token_service'], readers: ['token_service', 'inventory'] },
  { topic: PROBES_TOPIC, writers: ['token_service', 'inventory'], readers: ['token_service'] },
  { topic: USAGE_TOPIC, writers: ['inventory'], readers: ['token_service'] },
] as const satisfies readonly { topic: object; writers: readonly Role[]; readers: readonly Role[] }[];

const LOG_DATABASE = 'portcullis_log';

/**
 * Makes the databases that are missing: one for each service, owned by a role that can reach no other, and one for the
 * embedded log with a grant for each topic.
 *
 * @param log which log the services speak over. Their own databases are the same with every log: what one has not been
 *   sent is sent when the relay first meets it.
 */
export async function prepareDatabases(postgres: RunningPostgres, record: InstallationRecord, log: 'embedded' | 'kafka'): Promise<DatabaseUrls> {
  await withClient(postgres.url(), async (client) => {
    await client.query('revoke all on database postgres, template1 from public');
    for (const role of ROLES) {
      await ensureRole(client, role, record.rolePasswords[role]);
      await ensureDatabase(client, role, role);
    }
    if (log === 'embedded') await ensureDatabase(client, LOG_DATABASE, postgres.superuser);
  });
  const url = (role: Role, database: string): string =>
    `postgres://${role}:${record.rolePasswords[role]}@${postgres.host}:${postgres.port}/${database}`;
  const services = { tokenService: url('token_service', 'token_service'), inventory: url('inventory', 'inventory') };
  if (log !== 'embedded') return services;
  await provisionLog(postgres.url(LOG_DATABASE));
  return { ...services, log: { tokenService: url('token_service', LOG_DATABASE), inventory: url('inventory', LOG_DATABASE) } };
}

async function provisionLog(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const query = async <R extends object>(sql: string, params?: readonly unknown[]): Promise<R[]> =>
      (await client.query<R>(sql, params === undefined ? undefined : [...params])).rows;
    await provisionEmbeddedLog(query, GRANTS);
  });
}

async function ensureRole(client: Client, role: Role, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await client.query(`${verb} role ${client.escapeIdentifier(role)} login password ${client.escapeLiteral(password)}`);
}

/** The owner makes its own tables; nobody else can connect. */
async function ensureDatabase(client: Client, name: string, owner: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)} owner ${client.escapeIdentifier(owner)}`);
  await client.query(`revoke all on database ${client.escapeIdentifier(name)} from public`);
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
