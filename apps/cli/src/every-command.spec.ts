import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ApiToken, Receipt } from '@portcullis/management-client';
import { eventually, type Owner, startTcpProxy, startTokenService, type TcpProxy, type TokenServiceProcess } from '@portcullis/testing';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { Person } from './command-line/portcullis.spec-kit.js';

/** Each command is a process of its own, on a machine that has others to run. */
jest.setTimeout(90_000);

interface Issued {
  readonly token: string;
  readonly apiToken: ApiToken;
  readonly receipt: Receipt;
}

const SECRET = /^pcl_live_[0-9A-Za-z]{36}\n$/;
/** A process that never says what it has applied: nothing is confirmed beside it. */
const SILENT_BOOT = `INSERT INTO replica_boot (boot, service, bound_ms, admitted_position) VALUES ('${'b'.repeat(32)}', 'inventory-public-api', 30000, 0)`;

let service: TokenServiceProcess;
let owner: Owner;
let person: Person;
let proxy: TcpProxy;

beforeAll(async () => {
  service = await startTokenService({ CONFIRM_WAIT_MS: '100' });
  owner = await service.newOwner('Gudang');
  proxy = await startTcpProxy({ host: '127.0.0.1', port: Number(new URL(service.url).port) });
  person = new Person();
  expect((await person.logIn(service.url, owner)).code).toBe(0);
}, 120_000);
afterAll(async () => {
  person.leave();
  await proxy.stop();
  await service.stop();
});

const issue = (...more: readonly string[]): Promise<Issued> => person.json('issue', '--name', 'Till', '--scope', 'items:read', ...more);

describe('portcullis login and logout', () => {
  it('keep the session where its owner alone can read it, and forget it', async () => {
    const other = new Person();
    expect(await other.logIn(service.url, owner)).toEqual({ code: 0, out: '', err: expect.stringContaining(`Signed in to ${service.url} as ${owner.email}`) });
    expect(statSync(other.sessionFile).mode & 0o777).toBe(0o600);
    expect(readFileSync(other.sessionFile, 'utf8')).not.toContain(owner.password);
    const { cookie } = JSON.parse(readFileSync(other.sessionFile, 'utf8')) as { cookie: string };
    expect((await other.run(['logout'])).code).toBe(0);
    expect(existsSync(other.sessionFile)).toBe(false);
    expect((await fetch(`${service.url}/api/v1/session`, { headers: { cookie } })).status).toBe(401);
    expect((await other.run(['list'])).code).toBe(3);
    expect((await other.run(['logout'])).err).toContain('no session');
    other.leave();
  });

  it('do not use a session that others could read', async () => {
    const other = new Person();
    await other.logIn(service.url, owner);
    chmodSync(other.sessionFile, 0o644);
    expect(await other.run(['list'])).toMatchObject({ code: 3, err: expect.stringContaining('Others can read') });
    other.leave();
  });

  it('say in one line that the password is wrong, with exit code 3', async () => {
    const { code, out, err } = await person.run(['login', '--url', service.url, '--email', owner.email, '--password-stdin'], { input: 'wrong' });
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(/^error: Email or password is wrong\. \(wrong_credentials\)\n {2}request req_\w+\n$/);
  });

  it('send the cookie to no other address', async () => {
    expect(await person.run(['list'], { env: { PORTCULLIS_URL: `http://127.0.0.1:${proxy.port}` } })).toMatchObject({ code: 3, out: '' });
  });
});

describe('portcullis issue', () => {
  it('prints the secret alone where nobody reads the output, and the secret works', async () => {
    const { code, out, err } = await person.run(['issue', '--name', 'Shop sync', '--bundle', 'read-only', '--expires', '90d', '--metadata', 'shop=7']);
    expect(code).toBe(0);
    expect(out).toMatch(SECRET);
    expect(err).not.toContain(out.trim());
    const self = await fetch(`${service.url}/api/v1/api-keys/self`, { headers: { authorization: `Bearer ${out.trim()}` } });
    expect(await self.json()).toMatchObject({ name: 'Shop sync', daysLeft: 90 });
  });

  it('prints with --json what the service answers', async () => {
    const { token, apiToken, receipt } = await issue('--allow', '203.0.113.0/24', '::1', '--description', 'the till', '--kind', 'workspace', '--not-before', '1h');
    expect(`${token}\n`).toMatch(SECRET);
    expect(apiToken).toMatchObject({ name: 'Till', scopes: ['items:read'], allowedIps: ['203.0.113.0/24', '::1'], description: 'the till', kind: 'workspace', status: 'pending' });
    expect(receipt).toMatchObject({ confirmed: true, replicas: [] });
  });

  it('issues once although the answer is lost, and says how to come by a secret', async () => {
    const { token } = await issue('--scope', 'api_token:manage');
    const env = { PORTCULLIS_URL: `http://127.0.0.1:${proxy.port}`, PORTCULLIS_TOKEN: token };
    await proxy.goDown();
    expect(await person.run(['issue', '--name', 'Once', '--scope', 'items:read'], { env })).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`at http://127.0.0.1:${proxy.port} (ECONNREFUSED)`) });
    await proxy.restore();
    proxy.swallowAnswers();
    const running = person.run(['issue', '--name', 'Once', '--scope', 'items:read'], { env });
    await eventually(async () => {
      expect(await named('Once')).toHaveLength(1);
    });
    await proxy.restore();
    const { code, out, err } = await running;
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('gives it a new one');
    expect(await named('Once')).toHaveLength(1);
  });

  it('refuses what it does not understand with exit code 2, before anything is sent', async () => {
    for (const args of [[], ['--name', 'x'], ['--name', 'x', '--scope', 'items:fly'], ['--name', 'x', '--scope', 'items:read', '--metadata', 'x'], ['--name', 'x', '--scope', 'items:read', '--wait', 'long']]) {
      expect(await person.run(['issue', ...args], { env: { PORTCULLIS_URL: 'http://127.0.0.1:9' } })).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^error: /) });
    }
  });

  it('names each field that the service refuses', async () => {
    const { code, err } = await person.run(['issue', '--name', 'x', '--scope', 'items:read', '--expires', 'soon', '--allow', '1.2.3.400']);
    expect(code).toBe(2);
    expect(err).toContain('\n  /expiresAt: ');
    expect(err).toContain('\n  /allowedIps/0: ');
  });
});

async function named(name: string): Promise<readonly ApiToken[]> {
  const { data } = await person.json<{ data: ApiToken[] }>('list', '--all');
  return data.filter((token) => token.name === name);
}

describe('portcullis on a token', () => {
  it('updates, rotates, disables, enables and revokes it, and shows each', async () => {
    const { token, apiToken } = await issue('--metadata', 'a=b');
    const { id } = apiToken;
    const show = async (): Promise<ApiToken> => person.json('show', id);
    expect((await person.run(['update', id, '--name', 'Other', '--scope', 'items:read', 'company:read', '--allow', '10.0.0.0/8', '--metadata', 'none'])).code).toBe(0);
    expect(await show()).toMatchObject({ name: 'Other', scopes: ['company:read', 'items:read'], allowedIps: ['10.0.0.0/8'], metadata: {} });
    expect((await person.run(['update', id, '--allow', 'any', '--expires', '1d'])).code).toBe(0);
    const rotated = await person.run(['rotate', id, '--grace', '1h']);
    expect(rotated.out).toMatch(SECRET);
    expect(rotated.out).not.toContain(token);
    expect((await person.run(['show', id])).out).toContain(`${rotated.out.slice(0, 12)}…, and until `);
    for (const [command, status] of [['disable', 'disabled'], ['enable', 'active'], ['revoke', 'revoked']] as const) {
      expect((await person.run([command, id])).code).toBe(0);
      expect((await show()).status).toBe(status);
    }
    const { data } = await person.json<{ data: { type: string }[] }>('events', id, '--limit', '100');
    expect(data.map(({ type }) => type)).toEqual(['TokenIssued', 'TokenUpdated', 'TokenUpdated', 'TokenRotated', 'TokenDisabled', 'TokenEnabled', 'TokenRevoked']);
    expect((await person.run(['events', id])).out).toContain('TokenRevoked');
  });

  it('shows it as it was at a position or a time, without the secrets that it has now', async () => {
    const { apiToken } = await issue();
    const { id } = apiToken;
    await person.run(['update', id, '--name', 'Later']);
    const { data } = await person.json<{ data: { position: number; time: string }[] }>('events', id);
    const [issued] = data;
    for (const when of [String(issued?.position), issued?.time ?? '']) expect(await person.json('show', id, '--as-of', when)).toMatchObject({ id, name: apiToken.name });
    const shown = await person.run(['show', id, '--as-of', String(issued?.position)]);
    expect(shown).toMatchObject({ code: 0, out: expect.stringContaining(apiToken.name) });
    expect(shown.out).not.toContain('pcl_');
    expect(await person.run(['show', id, '--as-of', 'yesterday'])).toMatchObject({ code: 2, out: '' });
  });

  it('exits with 4 where there is none, and with 6 where its version or state does not allow it', async () => {
    const { apiToken } = await issue();
    expect((await person.run(['show', 'tok_0000000000000000000000'])).code).toBe(4);
    expect((await person.run(['revoke', apiToken.id, '--if-version', '7'])).code).toBe(6);
    expect((await person.run(['revoke', apiToken.id, '--if-version', '1', '--reason', 'over'])).code).toBe(0);
    expect((await person.run(['update', apiToken.id, '--name', 'x'])).code).toBe(6);
  });

  it('exits with 5 where the confirmation does not come, and with 0 where nobody waits for it', async () => {
    const { apiToken } = await issue();
    await service.query(SILENT_BOOT);
    const late = await person.run(['disable', apiToken.id, '--wait', '1s']);
    const { receipt } = await person.json<Issued>('enable', apiToken.id, '--no-wait');
    const asked = await person.run(['receipt', String(receipt.position), '--no-wait']);
    await service.query('DELETE FROM replica_boot');
    expect(late).toMatchObject({ code: 5, err: expect.stringContaining('not confirmed yet by inventory-public-api bbbbbbbb.') });
    expect(receipt.confirmed).toBe(false);
    expect([asked.code, asked.out]).toEqual([5, expect.stringContaining('not yet')]);
    expect((await person.run(['receipt', String(receipt.position)])).code).toBe(0);
  });
});

describe('portcullis list', () => {
  it('goes through every page with --all, and one by one with --cursor', async () => {
    await Promise.all([issue(), issue(), issue()]);
    interface List { readonly data: readonly ApiToken[]; readonly nextCursor: string | null }
    const all = await person.json<List>('list', '--all', '--limit', '2');
    const first = await person.json<List>('list', '--limit', '2');
    const second = await person.json<List>('list', '--limit', '2', '--cursor', first.nextCursor ?? '');
    expect(all.nextCursor).toBeNull();
    expect([...first.data, ...second.data]).toEqual(all.data.slice(0, 4));
    const active = await person.json<List>('list', '--status', 'active', '--all');
    expect(active.data.length).toBeGreaterThan(0);
    expect(active.data.every(({ status }) => status === 'active')).toBe(true);
  });

  it('takes the filters of the service, with times counted from now, and counts', async () => {
    await person.run(['issue', '--name', 'Filtered', '--scope', 'kiosk:scan', '--expires', '20d', '--allow', '10.0.0.0/8', '--kind', 'workspace']);
    const filters = ['--name', 'filt', '--scope', 'kiosk:scan', '--kind', 'workspace', '--creator', owner.email, '--expires-before', '30d', '--wider-than-ipv4', '16', '--sort', '-name'];
    const names = async (...more: readonly string[]) => (await person.json<{ data: readonly ApiToken[] }>('list', ...filters, ...more)).data.map(({ name }) => name);
    expect(await names()).toEqual(['Filtered']);
    expect(await names('--expires-before', '10d')).toEqual([]);
    expect(await names('--unused-since', '1h')).toEqual([]);
    expect((await person.run(['list', '--count', ...filters])).out).toMatch(/^active +1$[^]*^all +1$/m);
  });

  it('is a plain table for people: a header, and a line for each token with its whole id', async () => {
    await issue();
    const { out } = await person.run(['list', '--limit', '2'], { env: { FORCE_COLOR: '1' } });
    const [head, ...rows] = out.trimEnd().split('\n');
    expect(head).toMatch(/^ID +NAME +STATUS +SCOPES +EXPIRES +LAST USED$/);
    expect(rows).toEqual([expect.stringMatching(/^tok_\w{22} {2}Till +active +1 +never +never$/), expect.stringMatching(/^tok_/)]);
  });
});

describe('portcullis scopes and replicas', () => {
  it('list the catalogue with titles in the language of the person', async () => {
    expect((await person.run(['scopes'])).out).toContain('View items');
    expect((await person.run(['scopes'], { env: { LANG: 'id_ID.UTF-8' } })).out).toContain('Lihat barang');
    expect((await person.json<{ data: unknown[]; bundles: unknown[] }>('scopes')).bundles).toHaveLength(4);
  });

  it('list the processes that check tokens', async () => {
    expect(await person.run(['replicas'])).toEqual({ code: 0, out: '', err: 'There are none.\n' });
    await service.query(SILENT_BOOT);
    const { out } = await person.run(['replicas']);
    await service.query('DELETE FROM replica_boot');
    expect(out).toMatch(/inventory-public-api +b{32} +(serving|retired) +no/);
  });
});

describe('portcullis by the environment', () => {
  it('acts as PORTCULLIS_TOKEN rather than as the session', async () => {
    const { token } = await issue();
    const env = { PORTCULLIS_URL: service.url, PORTCULLIS_TOKEN: token };
    expect(await person.run(['list'], { env })).toMatchObject({ code: 3, err: expect.stringContaining('(insufficient_scope)') });
  });

  it('sends no credential over a network in the clear', async () => {
    const env = { PORTCULLIS_URL: 'http://192.0.2.1:4100', PORTCULLIS_TOKEN: 'x' };
    expect(await person.run(['list'], { env })).toMatchObject({ code: 2, err: expect.stringContaining('in the clear') });
  });

  it('does not take what is no session for one', async () => {
    const other = new Person();
    await other.logIn(service.url, owner);
    writeFileSync(other.sessionFile, '{"url": 7}', { mode: 0o600 });
    expect((await other.run(['list'])).code).toBe(3);
    other.leave();
  });
});
