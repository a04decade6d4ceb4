import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { append } from '@portcullis/event-store';
import { eventually } from '@portcullis/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../database/data-source-options.js';
import { ApiTokenRow } from '../../tokens/read-model/api-token-row.entity.js';
import { ApiTokenSecretRow } from '../../tokens/read-model/api-token-secret-row.entity.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';
import { rebuild, type RebuildOptions } from './rebuild.js';

const { database, service, owner } = await tokensOfSuite();
let dataSource: DataSource;
const ids: string[] = [];

const change = (method: string, path: string, body?: object) => service.request(method, `/api/v1/api-keys/${path}`, { headers: owner.headers, ...(body && { body }) });
const run = (options: Partial<RebuildOptions> = {}) => rebuild(dataSource, { apply: false, onProgress: () => undefined, signal: new AbortController().signal, ...options });

async function use(tokenId: string, expectedVersion: number): Promise<void> {
  const lastUsedAt = `2026-11-23T05:00:0${expectedVersion}.000Z`;
  await database.transaction(async (query) => {
    await query(
      `INSERT INTO token_usage (token_id, last_used_at, recorded_version, recorded_accepted, recorded_last_used_at) VALUES ($1, $2, $3::bigint, $3::bigint * 2, $2)
       ON CONFLICT (token_id) DO UPDATE SET (last_used_at, recorded_version, recorded_accepted, recorded_last_used_at) = ($2, $3::bigint, $3::bigint * 2, $2)`,
      [tokenId, lastUsedAt, expectedVersion + 1],
    );
    const event = { stream: `usage/${tokenId}`, expectedVersion, type: 'TokenUsed', schemaVersion: 1, workspaceId: owner.workspaceId, data: { tokenId, accepted: 2, lastUsedAt } };
    await append(query, [event], { actor: { type: 'token', id: tokenId }, requestId: 'req_1' });
  });
}

/** Everything that is derived from events, in a form that is compared. */
const rows = () =>
  Promise.all([
    database.query(`SELECT to_jsonb(api_token) - 'serial' AS row FROM api_token ORDER BY id`),
    database.query('SELECT to_jsonb(api_token_secret) AS row FROM api_token_secret ORDER BY hash'),
    database.query('SELECT to_jsonb(token_usage) AS row FROM token_usage ORDER BY token_id'),
  ]);

beforeAll(async () => {
  const options = dataSourceOptions(database.connectionString, () => undefined);
  dataSource = await new DataSource({ ...options, entities: [ApiTokenRow, ApiTokenSecretRow] }).initialize();
  for (let index = 0; index < 6; index += 1) {
    const { apiToken } = await service.issue(owner.headers, { metadata: { b: '1', a: '2' }, allowedIps: ['10.0.0.0/8'], expiresAt: '2027-01-01T00:00:00Z' });
    ids.push(apiToken.id);
  }
  await change('PATCH', ids[0] ?? '', { name: 'New', description: 'Text, “quoted”' });
  await change('POST', `${ids[1] ?? ''}/rotate`, { gracePeriodSeconds: 3_600 });
  await change('POST', `${ids[1] ?? ''}/rotate`, { gracePeriodSeconds: 3_600 });
  await change('POST', `${ids[2] ?? ''}/disable`);
  await change('DELETE', ids[3] ?? '');
  for (let version = 0; version < 3; version += 1) await use(ids[4] ?? '', version);
});
afterAll(() => dataSource.destroy());

let before: Awaited<ReturnType<typeof rows>>;
beforeEach(async () => {
  before = await rows();
});

const damages: readonly (readonly [what: string, sql: string, table: string, columns: unknown])[] = [
  ['another name', `UPDATE api_token SET name = 'Forged' WHERE id = $1`, 'api_token', ['name']],
  ['a scope too many', `UPDATE api_token SET scopes = scopes || '{items:delete}'::text[] WHERE id = $1`, 'api_token', ['scopes']],
  ['a revocation undone', `UPDATE api_token SET status = 'enabled', revoked_version = NULL WHERE id = $1 AND status = 'revoked'`, 'api_token', ['status', 'revokedVersion']],
  ['another end', `UPDATE api_token SET expires_at = NULL WHERE id = $1`, 'api_token', ['expiresAt']],
  ['another time of issue', `UPDATE api_token SET created_at = now() WHERE id = $1`, 'api_token', ['createdAt']],
  ['a secret put in', `INSERT INTO api_token_secret (hash, token_id, prefix) VALUES (sha256('x'), $1, 'pcl_live_xxx')`, 'api_token', ['secrets']],
  ['a secret’s end moved', `UPDATE api_token_secret SET valid_until = '2099-01-01' WHERE token_id = $1 AND valid_until IS NOT NULL`, 'api_token', ['secrets']],
  ['a row lost', `WITH secrets AS (DELETE FROM api_token_secret WHERE token_id = $1) DELETE FROM api_token WHERE id = $1`, 'api_token', 'missing'],
  ['a count raised', `UPDATE token_usage SET recorded_accepted = 7 WHERE token_id = $1`, 'token_usage', ['recordedAccepted']],
  ['a last use lost', `UPDATE token_usage SET last_used_at = NULL WHERE token_id = $1`, 'token_usage', ['lastUsedAt']],
  ['the row of its use lost', `DELETE FROM token_usage WHERE token_id = $1`, 'token_usage', 'missing'],
];
/** Which of the tokens the damage is done to. */
const victims: Readonly<Record<string, number>> = { 'a revocation undone': 3, 'a secret’s end moved': 1, 'a count raised': 4, 'a last use lost': 4, 'the row of its use lost': 4 };

describe('a rebuild', () => {
  it('finds that every row is what its events make of it, and tells how far it is', async () => {
    const told: number[] = [];
    const report = await run({ onProgress: ({ events, ofEvents }) => told.push(events / ofEvents) });
    expect(report).toMatchObject({ tokens: 6, usedTokens: 1, differences: 0, differing: [], takenOver: 0, isComplete: true });
    expect(told.at(-1)).toBe(1);
    expect(await rows()).toEqual(before);
  });

  it.each(damages)('tells of %s, changes nothing unasked, and mends it when asked', async (what, sql, table, columns) => {
    const id = ids[victims[what] ?? 0] ?? '';
    await database.query(sql, [id]);
    const damaged = await rows();
    expect(damaged).not.toEqual(before);
    const difference = { table, id, what: columns };
    expect(await run()).toMatchObject({ differences: 1, differing: [difference], takenOver: 0 });
    expect(await rows()).toEqual(damaged);
    expect(await run({ apply: true })).toMatchObject({ differences: 1, differing: [difference], takenOver: 1 });
    expect(await rows()).toEqual(before);
    expect(await run()).toMatchObject({ differences: 0 });
  });

  it('goes on where a row is held for longer than a lock is waited for', async () => {
    await database.query(`UPDATE api_token SET name = 'Forged' WHERE id = $1`, [ids[0]]);
    let running: ReturnType<typeof run> | undefined;
    await database.transaction(async (query) => {
      await query('SELECT id FROM api_token WHERE id = $1 FOR UPDATE', [ids[0]]);
      const [begun] = await query<{ at: Date }>('SELECT clock_timestamp() AS at');
      running = run({ apply: true });
      await eventually(async () => (await query(`SELECT 1 WHERE clock_timestamp() > $1::timestamptz + interval '3 seconds'`, [begun?.at])).length > 0);
    });
    expect(await running).toMatchObject({ differences: 1, takenOver: 1, isComplete: true });
    expect(await rows()).toEqual(before);
  });

  it('tells of rows that no event accounts for, and takes them away when asked', async () => {
    await database.query(`INSERT INTO api_token OVERRIDING SYSTEM VALUE SELECT (jsonb_populate_record(token, '{"id": "tok_forged", "serial": 999999}')).* FROM api_token AS token LIMIT 1`);
    await database.query(`INSERT INTO api_token_secret (hash, token_id, prefix) VALUES (sha256('forged'), 'tok_forged', 'pcl_live_xxx')`);
    expect(await run({ apply: true })).toMatchObject({ differences: 1, differing: [{ table: 'api_token', id: 'tok_forged', what: 'unfounded' }], takenOver: 1 });
    expect(await rows()).toEqual(before);
  });

  it('makes everything again where everything was lost', async () => {
    await database.query('TRUNCATE api_token, api_token_secret');
    expect(await run({ apply: true })).toMatchObject({ differences: 6, takenOver: 6 });
    expect(await rows()).toEqual(before);
  });

  it('finds no difference while tokens are changed', async () => {
    const end = new AbortController();
    const changing = (async () => {
      for (let time = 0; !end.signal.aborted; time += 1) await change('PATCH', ids[5] ?? '', { name: `At ${time}` });
    })();
    for (let time = 0; time < 10; time += 1) expect(await run()).toMatchObject({ differences: 0 });
    end.abort();
    await changing;
  });

  it('stops when it is told to, and says that it did not come to the end', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await run({ apply: true, signal: stop.signal })).toMatchObject({ isComplete: false, takenOver: 0 });
  });
});
