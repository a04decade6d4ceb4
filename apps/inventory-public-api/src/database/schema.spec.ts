import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareDatabase } from '@portcullis/service-database';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { databaseSchema } from './migrations/index.js';

describe('the schema', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    // Several processes may start at once.
    await Promise.all([1, 2, 3].map(() => prepareDatabase(database.connectionString, databaseSchema)));
  });
  afterAll(() => database.drop());

  it('is made once, whoever starts at once or again', async () => {
    await prepareDatabase(database.connectionString, databaseSchema);
    expect((await database.query<{ name: string }>('SELECT name FROM migrations ORDER BY id')).map(({ name }) => name.split('/')[0])).toEqual(['001-inventory', '002-lists-and-reports', 'token-replica', 'token-replica']);
    // Under the lock of the versions that are deployed, which may be starting beside this one.
    expect(databaseSchema.migrationLock).toBe(116_017_318_160_743);
  });

  it('has the workspace in the rows of every table', async () => {
    const tables = await database.query(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> 'migrations' AND table_type = 'BASE TABLE'
       EXCEPT SELECT table_name FROM information_schema.columns WHERE column_name = 'workspace_id' AND is_nullable = 'NO'`,
    );
    expect(tables).toEqual([]);
  });

  it('has the workspace in the rows of every view', async () => {
    const views = await database.query(
      `SELECT table_name FROM information_schema.views WHERE table_schema = 'public'
       EXCEPT SELECT table_name FROM information_schema.columns WHERE column_name = 'workspace_id'`,
    );
    expect(views).toEqual([]);
  });

  it('has the workspace first in every key, in every unique rule and in every reference', async () => {
    const constraints = await database.query<{ name: string; first: string }>(
      `SELECT conname AS name, (SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) AS first
       FROM pg_constraint WHERE contype IN ('p', 'u', 'f') AND conrelid::regclass::text <> 'migrations' AND connamespace = 'public'::regnamespace`,
    );
    expect(constraints.length).toBeGreaterThan(12);
    expect(constraints.filter(({ first }) => first !== 'workspace_id')).toEqual([]);
  });

  it('orders stock-keeping units byte by byte, whatever the locale of the server', async () => {
    const [column] = await database.query(
      `SELECT collation_name FROM information_schema.columns WHERE table_name = 'item' AND column_name = 'sku'`,
    );
    expect(column).toEqual({ collation_name: 'C' });
  });
});
