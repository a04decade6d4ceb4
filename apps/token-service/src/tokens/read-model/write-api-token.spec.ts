import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../database/data-source-options.js';
import { loadToken } from '../load-token.js';
import { stepsFrom } from '../steps.js';
import { type LoggedIn, startTokens, type TokenService } from '../token-service.spec-kit.js';
import { ApiTokenRow } from './api-token-row.entity.js';
import { type TokenChange, updateOfRows } from './write-api-token.js';

let database: TestDatabase;
let service: TokenService;
let owner: LoggedIn;
let dataSource: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  service = await startTokens(database);
  owner = await service.owner();
  dataSource = await new DataSource({ ...dataSourceOptions(database.connectionString, () => undefined), entities: [ApiTokenRow] }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await service.stop();
  await database.drop();
});

/** A new token, and what its row is to become with its disabling. */
async function disabled(): Promise<TokenChange> {
  const { apiToken } = await service.issue(owner.headers);
  const loaded = await loadToken(database.query, { workspaceId: owner.workspaceId, tokenId: apiToken.id });
  const [last] = stepsFrom(loaded, [{ type: 'TokenDisabled', reason: null }]);
  if (last === undefined) throw new Error('nothing was decided');
  return { before: loaded.state, last };
}

describe('the update of rows', () => {
  it.each([1, 2])('writes each of %d tokens its own row', async (count) => {
    const changes = await Promise.all(Array.from({ length: count }, disabled));
    const { sql, parameter } = updateOfRows(dataSource, changes);
    await database.query(sql('$1::text'), [parameter]);
    const rows = await database.query('SELECT id, status, version FROM api_token WHERE id = ANY ($1)', [changes.map(({ last }) => last.token.tokenId)]);
    expect(new Set(rows)).toEqual(new Set(changes.map(({ last: { token } }) => ({ id: token.tokenId, status: 'disabled', version: '2' }))));
  });

  it('finds the row of one token by its key, also in a plan made while the table was small: a connection keeps it', async () => {
    const { sql } = updateOfRows(dataSource, [await disabled()]);
    const plan = await database.query<{ 'QUERY PLAN': string }>(`EXPLAIN (GENERIC_PLAN) ${sql('$1::text')}`);
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toMatch(/Index Scan using \w+ on api_token/);
    expect(text).not.toMatch(/Seq Scan on api_token/);
  });
});
