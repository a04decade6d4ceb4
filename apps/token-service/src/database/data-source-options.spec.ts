import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from './data-source-options.js';

describe('a connection of the service', () => {
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

  it('runs with timeouts that keep a hung client from holding the store up', async () => {
    const names = ['lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout'];
    const settings: unknown = await dataSource.query(
      `SELECT ${names.map((name) => `current_setting('${name}') AS ${name}`).join(', ')}`,
    );
    expect(settings).toEqual([
      { lock_timeout: '2s', idle_in_transaction_session_timeout: '2s', transaction_timeout: '5s' },
    ]);
  });
});
