import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { SCHEMA } from '../service-database.spec-kit.js';
import { migrate } from './migrate.js';

const STEPS = SCHEMA.lists.flatMap(({ capability, migrations }) =>
  migrations.map(({ name }) => [capability, name].join('/')),
);

describe('the migrations at a start', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  const applied = async (): Promise<string[]> => {
    const rows = await database.query<{ name: string }>('SELECT name FROM applied_step ORDER BY id');
    return rows.map(({ name }) => name.slice(0, name.lastIndexOf('/')));
  };

  it('bring an empty database to this version, each capability after those it builds on', async () => {
    await migrate(database.connectionString, SCHEMA);
    expect(await applied()).toEqual(STEPS);
  });

  it('change nothing the second time', async () => {
    await migrate(database.connectionString, SCHEMA);
    await database.query(`INSERT INTO shelf VALUES ('kept')`);
    await migrate(database.connectionString, SCHEMA);
    expect(await applied()).toEqual(STEPS);
    expect(await database.query('SELECT 1 FROM shelf')).toHaveLength(1);
  });

  it('run once where several processes start at once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => migrate(database.connectionString, SCHEMA)));
    expect(await applied()).toEqual(STEPS);
  });

  it('wait for another process that is migrating', async () => {
    let migrated: Promise<void> = Promise.resolve();
    await database.transaction(async (query) => {
      await query('SELECT pg_advisory_xact_lock($1)', [SCHEMA.migrationLock]);
      migrated = migrate(database.connectionString, SCHEMA);
      await eventually(async () => {
        const waiting = await database.query(
          `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        );
        return waiting.length === 1;
      });
      expect(await database.query(`SELECT to_regclass('shelf') AS found`)).toEqual([{ found: null }]);
    });
    await migrated;
    expect(await applied()).toEqual(STEPS);
  });
});
