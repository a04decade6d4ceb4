import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../service-database.spec-kit.js';
import { plannedQueryOf, queryOf } from './query.js';

describe.each([
  ['hand-written SQL on TypeORM', queryOf],
  ['the same, planned once', plannedQueryOf],
])('%s', (_name, queryOf) => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase([{ name: '001', sql: 'CREATE TABLE thing (name text PRIMARY KEY)' }]);
    dataSource = await openDataSource(database.connectionString);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('gives the rows of every kind of statement in the same shape', async () => {
    const query = queryOf(dataSource.manager);
    const row = [{ name: 'a' }];
    expect(await query(`INSERT INTO thing VALUES ($1) RETURNING name`, ['a'])).toEqual(row);
    expect(await query('SELECT name FROM thing')).toEqual(row);
    expect(await query('UPDATE thing SET name = name RETURNING name')).toEqual(row);
    expect(await query('DELETE FROM thing RETURNING name')).toEqual(row);
    expect(await query('DELETE FROM thing')).toEqual([]);
  });

  it('takes part in the transaction of its manager', async () => {
    const failed = dataSource.transaction(async (manager) => {
      await queryOf(manager)('INSERT INTO thing VALUES ($1)', ['lost']);
      throw new Error('on purpose');
    });
    await expect(failed).rejects.toThrow('on purpose');
    expect(await database.query('SELECT 1 FROM thing')).toEqual([]);
  });

  it('fails with the driver’s own error, which does not hold the parameters', async () => {
    const query = queryOf(dataSource.manager);
    await query('INSERT INTO thing VALUES ($1)', ['once']);
    const error: unknown = await query('INSERT INTO thing VALUES ($1)', ['once']).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: '23505', constraint: 'thing_pkey' });
    expect(error).not.toHaveProperty('parameters');
  });
});

it('a statement that is planned once is planned once on each connection, whoever asks', async () => {
  const database = await createTestDatabase([]);
  const dataSource = await openDataSource(database.connectionString);
  try {
    await dataSource.transaction(async (manager) => {
      for (const value of [1, 2]) expect(await plannedQueryOf(manager)('SELECT $1::int AS value', [value])).toEqual([{ value }]);
      expect(await queryOf(manager)('SELECT statement FROM pg_prepared_statements')).toEqual([{ statement: 'SELECT $1::int AS value' }]);
    });
  } finally {
    await dataSource.destroy();
    await database.drop();
  }
});
