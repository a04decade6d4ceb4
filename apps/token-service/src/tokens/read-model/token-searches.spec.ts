import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../database/data-source-options.js';
import { TokenSearches } from './token-searches.js';

const LOCK = 7;

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await new DataSource(dataSourceOptions(database.connectionString, () => undefined)).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

describe('searches among tokens', () => {
  it('leave connections for changes, however many are asked for, and all come to their turn', async () => {
    const searches = new TokenSearches(dataSource);
    const searching = await database.transaction(async (holds) => {
      await holds('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const asked = Array.from({ length: 12 }, () => searches.query('SELECT pg_advisory_xact_lock($1)', [LOCK]));
      await eventually(async () => {
        const [row] = await holds<{ count: number }>("SELECT count(*)::int AS count FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
        expect(row?.count).toBe(4);
      });
      expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      return { asked };
    });
    expect(await Promise.all(searching.asked)).toHaveLength(12);
  });
});
