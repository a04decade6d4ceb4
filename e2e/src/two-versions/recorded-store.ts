import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD } from '../changed-build/copy-build.js';
import type { World } from '../faults/world/world.js';

type Ask = World['database']['ask'];

/** What a token was when the store was recorded. */
export interface RecordedToken {
  readonly id: string;
  readonly what: string;
  /** Each secret that it has had, and what a call of the items was answered with it. */
  readonly secrets: readonly { readonly token: string; readonly status: number }[];
  /** Types of its events. */
  readonly events: readonly string[];
  /** Accepted calls. */
  readonly counted: number;
}

/** A token-service's whole database as some version left it. Its secrets open nothing but a store made of it. */
export interface RecordedStore {
  readonly owner: { readonly email: string };
  readonly tokens: readonly RecordedToken[];
  /** Rows as JSON, by table. */
  readonly tables: Readonly<Record<string, readonly object[]>>;
}

/** What today's store begins with of evidence: a version that had none leaves none, and the tree is made of its events. */
const NO_EVIDENCE = ['TRUNCATE evidence_checkpoint, evidence_tile, evidence_workspace', 'UPDATE evidence_tree SET size = 0'];

/** What belongs to the processes that ran, and not to what they know. */
const OF_THE_MOMENT = ['schema_migration', 'replica_boot', 'usage_progress', 'session', 'login_failure'];

export function recordedFile(version: string): string {
  return join(BUILD, 'e2e/recorded', `${version}.json`);
}

export function readRecordedStore(version: string): RecordedStore {
  return JSON.parse(readFileSync(recordedFile(version), 'utf8')) as RecordedStore;
}

export async function tablesOf(ask: Ask): Promise<RecordedStore['tables']> {
  const names = await ask<{ name: string }>('token_service', "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
  const tables: Record<string, readonly object[]> = {};
  for (const { name } of names.filter((table) => !OF_THE_MOMENT.includes(table.name))) {
    // 64 bits do not fit into a number of JavaScript.
    const columns = (await columnsOf(ask, name)).map((column) => (column.type === 'bigint' ? `${column.name}::text` : column.name));
    const [row] = await ask<{ rows: object[] | null }>('token_service', `SELECT json_agg(t) AS rows FROM (SELECT ${columns.join(', ')} FROM ${name}) AS t`);
    if (row?.rows) tables[name] = row.rows;
  }
  return tables;
}

/**
 * Puts the rows in place of what a token-service of today has there, while none runs.
 *
 * @param today somebody of today's rows, whose password becomes that of the recorded owner: the one it had then is not kept
 */
export async function bringBackStore(ask: Ask, { tables, owner }: RecordedStore, today: { readonly email: string }): Promise<void> {
  const [known] = await ask<{ hash: string }>('token_service', 'SELECT password_hash AS hash FROM app_user WHERE email = $1', [today.email]);
  // Rows come as they were, past the triggers that guard events and the order of references.
  const steps = ["SET LOCAL session_replication_role = 'replica'", `TRUNCATE ${Object.keys(tables).join(', ')} CASCADE`];
  if (!('evidence_tree' in tables)) steps.push(...NO_EVIDENCE);
  for (const [name, rows] of Object.entries(tables)) {
    const columns = (await columnsOf(ask, name)).map((column) => column.name).filter((column) => column in (rows[0] ?? {})).join(', ');
    const json = JSON.stringify(rows).replaceAll("'", "''");
    steps.push(`INSERT INTO ${name} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM json_populate_recordset(NULL::${name}, '${json}')`);
  }
  steps.push(`UPDATE app_user SET password_hash = '${known?.hash ?? ''}' WHERE email = '${owner.email}'`);
  steps.push("SELECT setval(pg_get_serial_sequence('api_token', 'serial'), (SELECT max(serial) FROM api_token))");
  await ask('token_service', `BEGIN; ${steps.join('; ')}; COMMIT`);
}

/** Those that can be written: not what the database computes. */
function columnsOf(ask: Ask, table: string): Promise<readonly { name: string; type: string }[]> {
  return ask(
    'token_service',
    "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position",
    [table],
  );
}
