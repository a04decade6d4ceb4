import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareDatabase } from '@portcullis/service-database';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { databaseSchema, migrationLists } from './migrations.js';

const STEPS = migrationLists.flatMap(({ capability = '', migrations }) => migrations.map(({ name }) => `${capability}/${name}`));

describe('the migrations at a start', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await prepareDatabase(database.connectionString, databaseSchema);
  });
  afterAll(() => database.drop());

  const applied = async (): Promise<string[]> => {
    const rows = await database.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY id');
    return rows.map(({ name }) => name);
  };

  it('bring an empty database to this version, each capability after those it builds on', async () => {
    expect((await applied()).map((name) => name.slice(0, name.lastIndexOf('/')))).toEqual(STEPS);
  });

  it('change nothing the second time', async () => {
    const before = await applied();
    await database.query(`INSERT INTO workspace (id, name) VALUES ('wsp_kept', 'Kept')`);
    await prepareDatabase(database.connectionString, databaseSchema);
    expect(await applied()).toEqual(before);
    expect(await database.query('SELECT 1 FROM workspace')).toHaveLength(1);
  });

  it('keep the names and the lock of the versions that are deployed, which may be starting beside this one', async () => {
    expect(databaseSchema.migrationLock).toBe(123_572_323_182_951);
    expect(await applied()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^event-store\/.+\/1000000000000$/),
        expect.stringMatching(/^identity\/.+\/1001000000000$/),
        expect.stringMatching(/^usage\/.+\/1002000000000$/),
        expect.stringMatching(/^tokens\/.+\/1003000000000$/),
        expect.stringMatching(/^publication\/publication-001\/1004000000000$/),
      ]),
    );
  });
});
