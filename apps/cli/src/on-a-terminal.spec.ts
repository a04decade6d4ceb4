import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually, type Owner, startTokenService, type TokenServiceProcess } from '@portcullis/testing';
import { existsSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { newColleague, type OnTerminal, Person } from './command-line/portcullis.spec-kit.js';

/** Each command is a process of its own, on a machine that has others to run. */
jest.setTimeout(90_000);

const SECRET = /^( {2}"token": ")?pcl_live_[0-9A-Za-z]{36}(",)?$/m;
const SILENT_BOOT = `INSERT INTO replica_boot (boot, service, bound_ms, admitted_position) VALUES ('${'b'.repeat(32)}', 'inventory-public-api', 30000, 0)`;
const CTRL_C = '\u0003';
const ESCAPE = '\u001b';

interface Issued {
  readonly apiToken: { readonly id: string };
}

let service: TokenServiceProcess;
let owner: Owner;
let person: Person;

beforeAll(async () => {
  service = await startTokenService({ CONFIRM_WAIT_MS: '0' });
  owner = await service.newOwner('Gudang');
  person = new Person();
  expect((await person.logIn(service.url, owner)).code).toBe(0);
}, 120_000);
afterAll(async () => {
  person.leave();
  await service.stop();
});

const shownBy = (terminal: OnTerminal): string => stripVTControlCharacters(terminal.screen).replaceAll('\r', '');

async function seen(terminal: OnTerminal, text: string | RegExp): Promise<void> {
  await eventually(() => {
    if (!(typeof text === 'string' ? shownBy(terminal).includes(text) : text.test(shownBy(terminal)))) throw new Error(`Not seen: ${JSON.stringify(terminal.screen)}`);
  }, { timeoutMs: 30_000 });
}

async function whole(terminal: OnTerminal): Promise<{ code: number; text: string }> {
  const code = await terminal.end();
  return { code, text: shownBy(terminal) };
}

describe('on a terminal', () => {
  it('login asks for what it is not given, and never shows the password', async () => {
    const other = new Person();
    const terminal = other.runOnTerminal(['login']);
    await seen(terminal, 'Address of token-service (http://127.0.0.1:4100): ');
    terminal.type(`${service.url}\r`);
    await seen(terminal, 'E-mail: ');
    terminal.type(`${owner.email}\r`);
    await seen(terminal, 'Password (is not shown)');
    terminal.type(`${owner.password}\r`);
    expect((await whole(terminal)).code).toBe(0);
    expect(terminal.screen).toContain(`Signed in to ${service.url}`);
    expect(terminal.screen).not.toContain(owner.password);
    expect((await other.run(['list'])).code).toBe(0);
    other.leave();
  });

  it.each([
    ['a question', [], 'Address of token-service'],
    ['the password', ['--url', 'http://127.0.0.1:1', '--email', 'a@example.com'], 'Password'],
  ])('Ctrl-C at %s ends with 130 and keeps nothing', async (_what, args, question) => {
    const other = new Person();
    const terminal = other.runOnTerminal(['login', ...args]);
    await seen(terminal, question);
    terminal.type(CTRL_C);
    const { code, text } = await whole(terminal);
    expect([code, text]).toEqual([130, expect.stringContaining('Interrupted.')]);
    expect(existsSync(other.sessionFile)).toBe(false);
    other.leave();
  });

  it('somebody who was given a password changes it; an owner is asked for it again to rotate and to revoke another owner’s token', async () => {
    const colleague = new Person();
    const given = await newColleague(service.url, owner);
    expect((await colleague.logIn(service.url, given)).err).toContain('portcullis password');
    expect(await colleague.run(['list'])).toMatchObject({ code: 3, err: expect.stringContaining('(password_change_required)') });
    expect(await colleague.run(['password', '--password-stdin'], { input: `${given.password}\na password of my own choice\n` })).toMatchObject({ code: 0, out: '' });
    const { apiToken } = await colleague.json<{ apiToken: { id: string } }>('issue', '--name', 'Mine', '--scope', 'items:read');
    for (const [command, done] of [['rotate', 'has a new secret'], ['revoke', 'is revoked']] as const) {
      const fresh = new Person();
      await fresh.logIn(service.url, owner);
      expect(await fresh.run([command, apiToken.id])).toMatchObject({ code: 3, err: expect.stringContaining('(confirmation_required)') });
      const terminal = fresh.runOnTerminal([command, apiToken.id]);
      await seen(terminal, 'This needs your password again');
      terminal.type(`${owner.password}\r`);
      expect(await whole(terminal)).toMatchObject({ code: 0, text: expect.stringContaining(done) });
      fresh.leave();
    }
    colleague.leave();
  });

  it('a bulk revocation shows what it would revoke, and revokes it once its number is typed and the password said again', async () => {
    const issued = [await person.json<Issued>('issue', '--name', 'Scanner 1', '--scope', 'kiosk:scan'), await person.json<Issued>('issue', '--name', 'Scanner 2', '--scope', 'kiosk:scan')];
    const fresh = new Person();
    await fresh.logIn(service.url, owner);
    const begun = async (typed: string): Promise<OnTerminal> => {
      const terminal = fresh.runOnTerminal(['revoke-many', '--scope', 'kiosk:scan']);
      await seen(terminal, 'Type 2 to revoke them: ');
      expect(shownBy(terminal)).toMatch(/2 tokens would be revoked.*\nID .*\ntok_\w{22} {2}Scanner 2 .*\ntok_\w{22} {2}Scanner 1 /);
      terminal.type(`${typed}\r`);
      return terminal;
    };
    expect(await whole(await begun('3'))).toMatchObject({ code: 1, text: expect.stringContaining('nothing was revoked') });
    const agreed = await begun('2');
    await seen(agreed, 'This needs your password again');
    agreed.type(`${owner.password}\r`);
    expect(await whole(agreed)).toMatchObject({ code: 0, text: expect.stringContaining('2 tokens are revoked.') });
    for (const { apiToken } of issued) expect((await fresh.json<{ status: string }>('show', apiToken.id)).status).toBe('revoked');
    expect((await fresh.run(['revoke-many', '--scope', 'kiosk:scan', '--yes'])).out).toBe('0 tokens are revoked.\n2 were revoked before.\n');
    fresh.leave();
  });

  it('a bulk revocation leaves alone what began to match while the person was reading', async () => {
    for (const name of ['Shown 1', 'Shown 2']) await person.run(['issue', '--name', name, '--scope', 'company:read']);
    const terminal = person.runOnTerminal(['revoke-many', '--scope', 'company:read']);
    await seen(terminal, 'Type 2 to revoke them: ');
    const { apiToken } = await person.json<Issued>('issue', '--name', 'Issued meanwhile', '--scope', 'company:read');
    terminal.type('2\r');
    await seen(terminal, 'This needs your password again');
    terminal.type(`${owner.password}\r`);
    expect(await whole(terminal)).toMatchObject({ code: 0, text: expect.stringContaining('2 tokens are revoked.') });
    expect((await person.json<{ status: string }>('show', apiToken.id)).status).toBe('active');
  });

  it('a secret is shown once, with a warning', async () => {
    const { code, text } = await whole(person.runOnTerminal(['issue', '--name', 'Till', '--scope', 'items:read']));
    expect(code).toBe(0);
    expect(text).toMatch(SECRET);
    expect(text).toContain('shown this once');
    expect(text.match(/pcl_live_/g)).toHaveLength(1);
  });

  it('a table is as wide as the terminal, with colours unless NO_COLOR is set', async () => {
    await person.run(['issue', '--name', 'A name that is much too long for a table of eighty columns', '--scope', 'items:read']);
    const coloured = person.runOnTerminal(['list']);
    const { text } = await whole(coloured);
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(text).toMatch(/^tok_\w{22} {2}A name.*… +active/m);
    expect(coloured.screen).toContain(`${ESCAPE}[32mactive`);
    const plain = person.runOnTerminal(['list'], { NO_COLOR: '1' });
    await plain.end();
    expect(plain.screen).not.toContain(ESCAPE);
  });

  it('a change that is waited for names who is missing, until it is confirmed', async () => {
    await service.query(SILENT_BOOT);
    const terminal = person.runOnTerminal(['issue', '--name', 'Till', '--scope', 'items:read']);
    await seen(terminal, /Waiting for 1 of 1 processes: inventory-public-api bbbbbbbb/);
    await service.query('DELETE FROM replica_boot');
    const { code, text } = await whole(terminal);
    expect([code, text]).toEqual([0, expect.stringContaining('Confirmed')]);
  });

  it.each([[[]], [['--json']]])('Ctrl-C while a change is waited for ends with 130, and the secret is shown; with %j', async (more) => {
    await service.query(SILENT_BOOT);
    const terminal = person.runOnTerminal(['issue', '--name', 'Till', '--scope', 'items:read', ...more]);
    await seen(terminal, 'Waiting for');
    terminal.type(CTRL_C);
    const { code, text } = await whole(terminal);
    await service.query('DELETE FROM replica_boot');
    expect(code).toBe(130);
    expect(text).toMatch(SECRET);
    expect(text).toContain('Interrupted.');
  });
});
