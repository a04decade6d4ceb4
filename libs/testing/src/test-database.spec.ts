import { afterAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from './test-database.js';

describe('a test database', () => {
  const made: TestDatabase[] = [];
  const make = async (...migrations: { name: string; sql: string }[]): Promise<TestDatabase> => {
    const database = await createTestDatabase(migrations);
    made.push(database);
    return database;
  };
  afterAll(() => Promise.all(made.map((database) => database.drop())));

  it('has its migrations run, in their order', async () => {
    const { query } = await make(
      { name: '001', sql: 'CREATE TABLE seen (n int); INSERT INTO seen VALUES (1)' },
      { name: '002', sql: 'UPDATE seen SET n = n + 1' },
    );
    expect(await query<{ n: number }>('SELECT n FROM seen')).toEqual([{ n: 2 }]);
  });

  it('is shared with no other suite, also where they are made at once', async () => {
    const [one, two] = await Promise.all([make(), make()]);
    await one.query('CREATE TABLE mine (n int)');
    expect(await two.query(`SELECT to_regclass('mine') AS found`)).toEqual([{ found: null }]);
  });

  it('keeps nothing of a transaction that failed', async () => {
    const { query, transaction } = await make({ name: '001', sql: 'CREATE TABLE rows (n int)' });
    const failed = transaction(async (inside) => {
      await inside('INSERT INTO rows VALUES ($1)', [1]);
      throw new Error('on purpose');
    });
    await expect(failed).rejects.toThrow('on purpose');
    expect(await query('SELECT * FROM rows')).toEqual([]);
  });

  it('orders text by code point on every machine', async () => {
    const { query } = await make();
    expect(await query(`SELECT string_agg(t, '' ORDER BY t) AS sorted FROM unnest(ARRAY['b','A','a','B','é']) t`)).toEqual([
      { sorted: 'ABabé' },
    ]);
  });

  it('is gone after it was dropped, whoever was still connected', async () => {
    const doomed = await createTestDatabase();
    const { query } = await make();
    await doomed.drop();
    const name = new URL(doomed.connectionString).pathname.slice(1);
    expect(await query('SELECT 1 FROM pg_database WHERE datname = $1', [name])).toEqual([]);
  });
});
