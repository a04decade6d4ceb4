import { createHash } from 'node:crypto';
import { append, type EventToAppend, MAX_EVENTS_PER_APPEND } from '@portcullis/event-store';
import type { Client } from 'pg';
import { withClient } from '../../surroundings/with-client.js';

const TOKENS = 9_000;
const CHANGES = 2;
const USES = 7;
const LAST_USED_AT = '2026-11-23T05:00:00.000Z';

export interface WrittenHistory {
  /** Its end. */
  readonly events: number;
  /** A token that was changed as often as one may be, and used nine times as often. */
  readonly used: string;
  /** One that was changed as often as both. */
  readonly changed: string;
}

interface Plan {
  readonly id: string;
  readonly changes: number;
  readonly uses: number;
}

/** Tokens with their rows, as token-service would have written them, in a database of its own making. */
export async function writeHistory(databaseUrl: string, workspaceId: string): Promise<WrittenHistory> {
  const [used, changed] = [planned(0, 999, 9_000), planned(1, 9_999, 0)];
  const plans = [used, changed, ...Array.from({ length: TOKENS }, (_, index) => planned(index + 2, CHANGES, USES))];
  return withClient(databaseUrl, async (client) => {
    await writeRows(client, workspaceId, plans);
    let waiting: EventToAppend[] = [];
    for (const plan of plans) {
      waiting.push(...eventsOf(plan, workspaceId));
      for (; waiting.length >= MAX_EVENTS_PER_APPEND; waiting = waiting.slice(MAX_EVENTS_PER_APPEND)) await write(client, waiting.slice(0, MAX_EVENTS_PER_APPEND));
    }
    if (waiting.length > 0) await write(client, waiting);
    await client.query('VACUUM ANALYZE');
    const { rows } = await client.query<{ position: string }>('SELECT position FROM event_head');
    return { events: Number(rows[0]?.position), used: used.id, changed: changed.id };
  });
}

const planned = (number: number, changes: number, uses: number): Plan => ({ id: `tok_${String(number).padStart(22, '0')}`, changes, uses });
const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex');
const nameAfter = (changes: number): string => `changed ${changes} times`;

function eventsOf({ id, changes, uses }: Plan, workspaceId: string): EventToAppend[] {
  const of = (stream: string, type: string, expectedVersion: number, data: object): EventToAppend => ({ stream: `${stream}/${id}`, type, expectedVersion, schemaVersion: 1, workspaceId, data });
  const facts = { kind: 'workspace', environment: 'live', scopes: ['items:read'], allowedIps: [], notBefore: null, expiresAt: null, description: null, metadata: {} };
  return [
    of('token', 'TokenIssued', 0, { tokenId: id, workspaceId, createdBy: 'usr_bench', name: nameAfter(0), prefix: 'pcl_live_AbC', secretHash: hashOf(id), ...facts }),
    ...Array.from({ length: changes }, (_, index) => of('token', 'TokenUpdated', index + 1, { changes: { name: nameAfter(index + 1) } })),
    ...Array.from({ length: uses }, (_, index) => of('usage', 'TokenUsed', index, { tokenId: id, accepted: 1, lastUsedAt: LAST_USED_AT })),
  ];
}

async function write(client: Client, events: readonly EventToAppend[]): Promise<void> {
  const query = async <R extends object>(sql: string, params: readonly unknown[] = []): Promise<R[]> => (await client.query<R>(sql, [...params])).rows;
  const context = { actor: { type: 'user', id: 'usr_bench' }, requestId: 'bench', origin: { address: '203.0.113.77', userAgent: 'bench/1' } } as const;
  const { outcome } = await append(query, events, context);
  if (outcome !== 'appended') throw new Error(`an append ended in ${outcome}`);
}

/** Before the events: the time of its issue comes into a token's row with the first. */
async function writeRows(client: Client, workspaceId: string, plans: readonly Plan[]): Promise<void> {
  const values = [plans.map(({ id }) => id), plans.map(({ changes }) => changes), plans.map(({ uses }) => uses)];
  const given = 'unnest($1::text[], $2::int[], $3::int[]) AS given (id, changes, uses)';
  await client.query(
    `INSERT INTO api_token (id, workspace_id, kind, environment, created_by, name, metadata, prefix, scopes, allowed_ips, status, version)
     SELECT id, $4, 'workspace', 'live', 'usr_bench', 'changed ' || changes || ' times', '{}', 'pcl_live_AbC', '{items:read}', '{}', 'enabled', changes + 1 FROM ${given} WHERE uses >= 0`,
    [...values, workspaceId],
  );
  await client.query(`INSERT INTO api_token_secret (hash, token_id, prefix) SELECT sha256(id::bytea), id, 'pcl_live_AbC' FROM unnest($1::text[]) AS given (id)`, [values[0]]);
  await client.query(
    `INSERT INTO token_usage (token_id, last_used_at, recorded_version, recorded_accepted, recorded_last_used_at)
     SELECT id, $4::timestamptz, uses, uses, $4::timestamptz FROM ${given} WHERE uses > 0 AND changes >= 0`,
    [...values, LAST_USED_AT],
  );
}
