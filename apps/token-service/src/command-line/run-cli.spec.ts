import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { cookieOf, logIn, whoAmI } from '../identity/http-client.spec-kit.js';
import { type IdentityService, startIdentity } from '../identity/identity-service.spec-kit.js';
import { runCli } from './run-cli.js';

interface Ran {
  readonly code: number;
  readonly answer: Record<string, unknown>;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the command line', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> {
    const [stdout, stderr]: string[][] = [[], []];
    const streams = {
      stdout: { write: (text: string) => stdout?.push(text) },
      stderr: { write: (text: string) => stderr?.push(text) },
    };
    const code = await runCli(args, { DATABASE_URL: database.connectionString, ...env }, streams);
    const output = stdout?.join('') ?? '';
    const answer = code === 0 && output.startsWith('{') ? (JSON.parse(output) as Record<string, unknown>) : {};
    return { code, answer, stdout: output, stderr: stderr?.join('') ?? '' };
  }
  const create = (email: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> =>
    run(['workspace', 'create', '--name', 'Gudang Utama', '--owner-email', email], env);

  it('makes a workspace in a database that nobody has used yet', async () => {
    const { code, answer, stdout, stderr } = await create('first@example.com');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(answer).toEqual({
      workspaceId: expect.stringMatching(/^wsp_/),
      email: 'first@example.com',
      password: expect.stringMatching(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/),
    });
    expect(stdout.match(/\n/g)).toHaveLength(1);
  });

  it('gives the owner the password of the environment', async () => {
    const { answer } = await create('given@example.com', { PORTCULLIS_OWNER_PASSWORD: 'from the environment' });
    expect(answer['password']).toBe('from the environment');
  });

  it('holds the workspace to a maximum lifetime where one is given', async () => {
    const { code, answer } = await run(['workspace', 'create', '--name', 'Strict', '--owner-email', 'strict@example.com', '--max-lifetime-days', '90']);
    expect(code).toBe(0);
    const rows = await database.query('SELECT maximum_token_lifetime_days AS days FROM workspace_setting WHERE workspace_id = $1', [answer['workspaceId']]);
    expect(rows).toEqual([{ days: 90 }]);
    expect(await readStream(database.query, `workspace/${String(answer['workspaceId'])}`)).toMatchObject([{ type: 'WorkspaceUpdated', version: 1, actor: { type: 'system', id: 'command-line' }, data: { maximumTokenLifetimeDays: 90 } }]);
  });

  it('refuses a second workspace for one email in one clear line', async () => {
    await create('twice@example.com');
    const { code, stdout, stderr } = await create('Twice@example.com');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('There is already a user with the email Twice@example.com; nothing was created.\n');
  });

  it('refuses a password that is too short, without repeating it', async () => {
    const { code, stderr } = await create('short@example.com', { PORTCULLIS_OWNER_PASSWORD: 'zx9' });
    expect(code).toBe(1);
    expect(stderr).toBe('PORTCULLIS_OWNER_PASSWORD: a password has at least 8 characters.\n');
  });

  it.each([
    [['workspace', 'create', '--name', 'x'], /--owner-email/],
    [['workspace', 'create', '--name', '  ', '--owner-email', 'a@example.com'], /must not be blank/],
    [['workspace', 'create', '--name', 'x', '--owner-email', 'no address'], /must be an email address/],
    [['workspace', 'create', '--name', 'x', '--owner-email', 'a@example.com', '--role', 'admin'], /unknown option/],
    [['workspace', 'create', '--name', 'x', '--owner-email', 'a@example.com', '--max-lifetime-days', '0'], /from 1 to 3650/],
    [['workspace', 'create', '--name', 'x', '--owner-email', 'a@example.com', '--max-lifetime-days', '3651'], /from 1 to 3650/],
    [['workspace', 'create', '--name', 'x', '--owner-email', 'a@example.com', '--max-lifetime-days', '1e2'], /from 1 to 3650/],
    [['owner', 'reset'], /--email/],
    [['owner', 'delete'], /unknown command/],
    [['store', 'renew', '--force'], /unknown option/],
    [['nonsense'], /unknown command/],
    [['workspace'], /Usage/],
    [[], /Usage/],
  ])('does not understand %j, and says why with exit code 2', async (args, complaint) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(complaint);
  });

  it('explains itself when asked', async () => {
    const { code, stdout } = await run(['workspace', 'create', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('PORTCULLIS_OWNER_PASSWORD');
  });

  it('says in one line what it misses or cannot reach, with exit code 1', async () => {
    const missing = await create('x@example.com', { DATABASE_URL: '' });
    expect(missing.code).toBe(1);
    expect(missing.stderr).toBe('DATABASE_URL: must be set\n');
    const url = new URL(database.connectionString);
    url.pathname = '/no_such_database';
    const absent = await create('x@example.com', { DATABASE_URL: url.href });
    expect(absent.code).toBe(1);
    expect(absent.stderr).toBe('The database cannot be used: database "no_such_database" does not exist\n');
  });

  it('gives the store a new id, each time another, and keeps its events', async () => {
    const idOf = async (): Promise<string | undefined> => (await database.query<{ store_id: string }>('SELECT store_id FROM event_head'))[0]?.store_id;
    const before = await idOf();
    const { answer } = await run(['store', 'renew']);
    expect(answer).toEqual({ storeId: await idOf(), formerStoreId: before, events: expect.any(Number) });
    expect(answer['storeId']).toMatch(/^sto_[0-9a-f]{32}$/);
    expect((await run(['store', 'renew'])).answer).toMatchObject({ formerStoreId: answer['storeId'] });
  });

  it('forgets nobody whom there is not, and says what a subject is', async () => {
    expect(await run(['forget', '--subject', 'nobody@example.com'])).toMatchObject({ code: 1, stderr: 'There is no such user.\n' });
    expect(await run(['forget', '--subject', 'somebody'])).toMatchObject({ code: 2 });
    const { answer } = await create('forgotten@example.com');
    const workspaceId = answer['workspaceId'];
    expect(await run(['forget', '--subject', 'forgotten@example.com'])).toMatchObject({
      code: 0,
      answer: { subjectKind: 'user', forgotten: [{ workspaceId, events: 0, sessions: 0, uses: 0 }] },
    });
  });

  it('rebuilds what is as it should be with 0, and what is not with 1 until it is taken over', async () => {
    expect(await run(['rebuild'])).toMatchObject({ code: 0, answer: { differences: 0, isComplete: true } });
    await database.query(`INSERT INTO token_usage (token_id, recorded_version) VALUES ('tok_unfounded', 7)`);
    const { code, stdout, stderr } = await run(['rebuild']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('1 row(s) are not what their events make of them')]);
    expect(JSON.parse(stdout)).toMatchObject({ differing: [{ table: 'token_usage', id: 'tok_unfounded', what: 'unfounded' }] });
    expect(await run(['rebuild', '--apply'])).toMatchObject({ code: 0, answer: { differences: 1, takenOver: 1 } });
    expect(await run(['rebuild'])).toMatchObject({ code: 0, answer: { differences: 0 } });
  });

  describe('beside the running service', () => {
    let service: IdentityService;
    beforeAll(async () => {
      service = await startIdentity(database);
    });
    afterAll(() => service.stop());

    it('makes an owner who can log in at once', async () => {
      const { answer } = await create('at-once@example.com');
      expect((await logIn(service.url, 'at-once@example.com', String(answer['password']))).status).toBe(200);
    });

    it('resets an owner: the old password and the sessions are over, the printed password works', async () => {
      const before = await create('lost@example.com');
      const cookie = cookieOf(await logIn(service.url, 'lost@example.com', String(before.answer['password'])));
      const { code, answer } = await run(['owner', 'reset', '--email', 'LOST@example.com']);
      expect(code).toBe(0);
      expect(answer).toEqual({
        workspaceId: before.answer['workspaceId'],
        email: 'lost@example.com',
        password: expect.stringMatching(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/),
        sessionsEnded: 1,
      });
      expect((await whoAmI(service.url, { cookie })).status).toBe(401);
      expect((await logIn(service.url, 'lost@example.com', String(before.answer['password']))).status).toBe(401);
      expect((await logIn(service.url, 'lost@example.com', String(answer['password']))).status).toBe(200);
    });

    it('says that nobody owns a workspace with that email', async () => {
      const { code, stderr } = await run(['owner', 'reset', '--email', 'nobody@example.com']);
      expect(code).toBe(1);
      expect(stderr).toBe('There is no workspace owner with the email nobody@example.com.\n');
    });
  });
});
