import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import { prepareDatabase } from '@portcullis/service-database';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { databaseSchema } from '../../database/migrations.js';
import { withDataSource } from '../people.spec-kit.js';
import { createWorkspace, type CreateWorkspaceOutcome } from './create-workspace.js';

describe('a new workspace', () => {
  let database: TestDatabase;
  const create = (name: string, ownerEmail: string): Promise<CreateWorkspaceOutcome> =>
    withDataSource(database, (dataSource) => createWorkspace(dataSource, { name, ownerEmail, ownerPassword: 'long enough' }));

  beforeAll(async () => {
    database = await createTestDatabase();
    await prepareDatabase(database.connectionString, databaseSchema);
  });
  afterAll(() => database.drop());

  it('comes with its owner, whose password is stored as a hash', async () => {
    const result = await create('Gudang Utama', 'Sari@Example.com');
    expect(result).toEqual({
      outcome: 'created',
      workspaceId: expect.stringMatching(/^wsp_[0-9A-Za-z]{22}$/),
      ownerId: expect.stringMatching(/^usr_[0-9A-Za-z]{22}$/),
    });
    const rows = await database.query(
      `SELECT workspace.name, email, role, status, left(password_hash, 10) AS hash
       FROM app_user JOIN workspace ON workspace.id = workspace_id WHERE email_key = 'sari@example.com'`,
    );
    const owner = { email: 'Sari@Example.com', role: 'owner', status: 'active', hash: '$argon2id$' };
    expect(rows).toEqual([{ name: 'Gudang Utama', ...owner }]);
  });

  it('begins its history with the owner, by the command line and with nothing that identifies', async () => {
    const result = await create('Gudang Kedua', 'wati@example.com');
    if (result.outcome !== 'created') throw new Error(result.outcome);
    const events = await readStream(database.query, `user/${result.ownerId}`);
    expect(events).toMatchObject([
      { type: 'UserCreated', version: 1, workspaceId: result.workspaceId, actor: { type: 'system', id: 'command-line' }, data: { role: 'owner', grantableScopes: null } },
    ]);
    expect(JSON.stringify(events)).not.toContain('wati');
  });

  it('is not made where the owner’s email is taken in any case, and nothing of it stays', async () => {
    await create('First', 'budi@example.com');
    expect(await create('Second', 'BUDI@example.COM')).toEqual({ outcome: 'email_taken' });
    expect(await database.query(`SELECT 1 FROM workspace WHERE name = 'Second'`)).toEqual([]);
    expect(await database.query(`SELECT 1 FROM event WHERE workspace_id NOT IN (SELECT id FROM workspace)`)).toEqual([]);
  });

  it('is made once where two are made at once with one email', async () => {
    const results = await Promise.all([create('A', 'both@example.com'), create('B', 'both@example.com')]);
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['created', 'email_taken']);
  });
});
