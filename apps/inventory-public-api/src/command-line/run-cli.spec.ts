import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { runCli } from './run-cli.js';

describe('the command line', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const run = async (args: readonly string[], env: NodeJS.ProcessEnv = { DATABASE_URL: database.connectionString }) => {
    const written = { stdout: '', stderr: '' };
    const stream = (name: keyof typeof written) => ({ write: (text: string) => (written[name] += text) });
    const code = await runCli(args, env, { stdout: stream('stdout'), stderr: stream('stderr') });
    return { code, ...written };
  };
  const create = (...more: readonly string[]) => run(['company', 'create', '--workspace', 'wsp_mine', '--name', 'PT Sewa Jaya', ...more]);

  it('makes a company in an empty database, says so in one line of JSON, and changes nothing when asked again', async () => {
    const first = await create();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^[^\n]+\n$/);
    const answer = JSON.parse(first.stdout) as Record<string, unknown>;
    expect(answer).toEqual({
      companyId: expect.stringMatching(/^cmp_/),
      workspaceId: 'wsp_mine',
      name: 'PT Sewa Jaya',
      created: true,
      imported: null,
    });
    expect(JSON.parse((await create()).stdout)).toEqual({ ...answer, created: false });
  });

  it('imports the sample inventory with --seed', async () => {
    const { imported } = JSON.parse((await create('--seed')).stdout) as { imported: { items: { inserted: number } } };
    expect(imported.items.inserted).toBeGreaterThanOrEqual(1_500);
  });

  it.each<[string, string[], string]>([
    ['another name', ['--workspace', 'wsp_mine', '--name', 'PT Baru'], 'already has the company "PT Sewa Jaya"'],
    ['what is no workspace', ['--workspace', 'tok_mine', '--name', 'PT Baru'], '--workspace must be the id of a workspace'],
    ['an empty name', ['--workspace', 'wsp_new', '--name', ' '], '--name must have 1 to 200 characters'],
  ])('fails with 1 and one line for %s', async (_what, args, line) => {
    const { code, stdout, stderr } = await run(['company', 'create', ...args]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^inventory-public-api: [^\n]+\n$/);
    expect(stderr).toContain(line);
  });

  it('fails with 1 and one line that quotes no password where the database cannot be used', async () => {
    const url = new URL(database.connectionString);
    url.password = 'wrong-secret';
    const { code, stderr } = await run(['company', 'create', '--workspace', 'wsp_mine', '--name', 'x'], { DATABASE_URL: url.href });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^inventory-public-api: The database cannot be used: [^\n]+\n$/);
    expect(stderr).not.toContain('wrong-secret');
    expect(await run(['company', 'create', '--workspace', 'wsp_mine', '--name', 'x'], {})).toMatchObject({
      code: 1,
      stderr: 'inventory-public-api: DATABASE_URL: must be set\n',
    });
  });

  it('fails with 2 where it is not understood, and answers --help with 0', async () => {
    expect((await run(['company', 'destroy'])).code).toBe(2);
    expect((await run(['company', 'create', '--name', 'x'])).code).toBe(2);
    expect((await run(['company', 'create', '--help'])).code).toBe(0);
  });
});
