import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ApiToken, User, UserChanged } from '@portcullis/management-client';
import { type Owner, startTokenService, type TokenServiceProcess } from '@portcullis/testing';
import { type Ended, Person } from '../command-line/portcullis.spec-kit.js';

/** Each command is a process of its own, on a machine that has others to run. */
jest.setTimeout(90_000);

const PASSWORD = /^([a-z2-9]{5}-){4}[a-z2-9]{5}\n$/;

let service: TokenServiceProcess;
let owner: Owner;
let person: Person;

beforeAll(async () => {
  service = await startTokenService({ CONFIRM_WAIT_MS: '100' });
  owner = await service.newOwner('Gudang');
  person = new Person();
  await person.logIn(service.url, owner);
}, 120_000);
afterAll(async () => {
  person.leave();
  await service.stop();
});

/** What asks for the password again has it said beforehand: nobody can be asked here. */
async function sayPasswordAgain(): Promise<void> {
  await service.query(`UPDATE session SET confirmed_until = now() + interval '5 minutes'`);
}

let made = 0;
async function add(role = 'member', ...more: readonly string[]): Promise<{ readonly user: User; readonly password: string }> {
  await sayPasswordAgain();
  return person.json('user', 'add', '--email', `made${++made}@example.com`, '--role', role, ...more);
}

/** Signed in, with a password of their own. */
async function begin({ user, password }: Awaited<ReturnType<typeof add>>): Promise<Person> {
  const other = new Person();
  await other.logIn(service.url, { email: user.email, password });
  expect((await other.run(['password', '--password-stdin'], { input: `${password}\nof my own choice\n` })).code).toBe(0);
  return other;
}

const refusal = (code: number, text: string) => ({ code, out: '', err: expect.stringContaining(text) });

describe('portcullis user', () => {
  it('add prints the first password alone where nobody reads it, and it is good for a choice of another', async () => {
    const { code, out, err } = await person.run(['user', 'add', '--email', 'first@example.com', '--role', 'member', '--may-grant', 'items:read', 'warehouses:read']);
    expect([code, out]).toEqual([0, expect.stringMatching(PASSWORD)]);
    expect(err).not.toContain(out.trim());
    expect(err).toMatch(/^usr_\w+, first@example\.com, is made \(member\)\.$/m);
    const other = await begin({ user: { email: 'first@example.com' } as User, password: out.trim() });
    expect((await other.run(['issue', '--name', 'x', '--scope', 'items:read'])).code).toBe(0);
    expect((await other.run(['issue', '--name', 'x', '--scope', 'items:create'])).code).toBe(3);
    other.leave();
  });

  it('show tells what there is to know, and nothing that opens', async () => {
    const { user, password } = await add('auditor');
    expect(await person.json('user', 'show', user.id)).toEqual(user);
    const { out } = await person.run(['user', 'show', user.id]);
    expect(out).toMatch(/^Role +auditor\nStatus +active$/m);
    expect(out).toContain('not chosen yet');
    expect(out).not.toContain(password);
  });

  it('update, suspend, resume and remove say what became of the person and of their tokens', async () => {
    const given = await add('admin');
    const { id } = given.user;
    const other = await begin(given);
    await other.run(['issue', '--name', 'Mine', '--scope', 'items:read', 'audit:read']);
    await sayPasswordAgain();
    const changed = await person.json<UserChanged>('user', 'update', id, '--role', 'member');
    expect(changed).toMatchObject({ user: { role: 'member' }, tokens: { changed: 1, remaining: false }, receipt: { confirmed: true } });
    expect((await person.run(['user', 'update', id, '--may-grant', 'items:read'])).out).toContain('is changed (member)');
    expect((await person.json<UserChanged>('user', 'update', id, '--may-grant', 'all')).user.grantableScopes.length).toBeGreaterThan(1);
    const suspended = await person.run(['user', 'suspend', id]);
    expect(suspended).toMatchObject({ code: 0, out: expect.stringMatching(/is suspended\.\nUser tokens of theirs .*: 1\.\n$/), err: expect.stringContaining('Confirmed') });
    expect((await other.run(['list'])).code).toBe(3);
    expect((await person.run(['user', 'resume', id])).out).toContain('is let in again');
    await sayPasswordAgain();
    expect((await person.run(['user', 'remove', id])).out).toContain('is removed');
    expect((await person.run(['users', '--status', 'removed'])).out).toContain(id);
    expect(await person.run(['user', 'resume', id])).toEqual(refusal(6, '(user_removed)'));
    other.leave();
  });

  it('reset-password prints another password, once, and ends their sessions', async () => {
    const given = await add();
    const other = await begin(given);
    await sayPasswordAgain();
    const { code, out, err } = await person.run(['user', 'reset-password', given.user.id]);
    expect([code, out, err]).toEqual([0, expect.stringMatching(PASSWORD), expect.stringContaining('has a new password')]);
    expect((await other.run(['list'])).code).toBe(3);
    expect((await other.logIn(service.url, { email: given.user.email, password: out.trim() })).err).toContain('portcullis password');
    other.leave();
  });

  it('says of a password that could not be written how to come by another', async () => {
    await sayPasswordAgain();
    const { code, err } = await person.run(['user', 'add', '--email', 'lost@example.com', '--role', 'member'], { into: '/dev/full' });
    expect([code, err]).toEqual([1, expect.stringMatching(/The password of usr_\w+ could not be written \(ENOSPC\), and is lost: `portcullis user reset-password usr_/)]);
  });

  it.each([
    [['show', 'a@example.com'], 2, 'A user is named by their id'],
    [['show', '..'], 2, 'A user is named by their id'],
    [['show', 'usr_0000000000000000000000'], 4, '(not_found)'],
    [['update', 'usr_0000000000000000000000'], 2, 'Say what is to change'],
    [['add', '--email', 'x@example.com'], 2, '--role <role> is missing'],
    [['add', '--email', 'nobody', '--role', 'member'], 2, '/email: '],
    [['add', '--email', 'x@example.com', '--role', 'root'], 2, 'member, auditor, admin, owner'],
  ])('%j ends with %d and why', async (args, code, text) => {
    expect(await person.run(['user', ...args])).toEqual(refusal(code, text));
  });

  it('that needs the password again ends with 3 where nobody can be asked', async () => {
    const { user } = await add();
    await service.query('UPDATE session SET confirmed_until = NULL');
    expect(await person.run(['user', 'remove', user.id])).toEqual(refusal(3, '(confirmation_required)'));
    expect(await person.run(['user', 'reset-password', user.id])).toEqual(refusal(3, '(confirmation_required)'));
  });
});

describe('portcullis users', () => {
  it('is a table for people and a page for programs, as every list', async () => {
    await add();
    const { out } = await person.run(['users', '--all']);
    expect(out).toMatch(/^ID +E-MAIL +ROLE +STATUS +MADE$/m);
    expect(out).toMatch(new RegExp(`^usr_\\w{22} +${owner.email} +owner +active +\\d{4}-\\d\\d-\\d\\d$`, 'mi'));
    const { data } = await person.json<{ data: User[] }>('users', '--all', '--limit', '1');
    expect(data.map(({ role }) => role)).toEqual(expect.arrayContaining(['owner', 'member']));
  });
});

describe('portcullis sessions', () => {
  it('are listed, and ended one by one', async () => {
    const other = new Person();
    await other.logIn(service.url, owner);
    const { data } = await person.json<{ data: { id: string; current: boolean }[] }>('sessions', '--all');
    const ended = data.filter(({ current }) => !current).map(({ id }) => id);
    expect((await person.run(['sessions'])).out).toContain('this one');
    for (const id of ended) expect(await person.run(['sessions', 'end', id])).toEqual({ code: 0, out: '', err: `${id} has ended.\n` });
    expect((await other.run(['list'])).code).toBe(3);
    expect((await person.run(['sessions', 'end', ended[0] ?? ''])).code).toBe(4);
    expect(await person.run(['sessions', 'end', '..'])).toEqual(refusal(2, 'A session is named by its id'));
    other.leave();
  });
});

describe('portcullis revoke-many', () => {
  const issue = async (scope: string): Promise<string> => (await person.json<{ apiToken: ApiToken }>('issue', '--name', 'Till', '--scope', scope)).apiToken.id;
  const statusOf = async (id: string): Promise<string> => (await person.json<ApiToken>('show', id)).status;
  const revokeMany = (...args: readonly string[]): Promise<Ended> => person.run(['revoke-many', ...args]);

  it('revokes what a filter or ids mean, and says how many', async () => {
    const [one, two, other] = [await issue('kiosk:scan'), await issue('kiosk:scan'), await issue('items:read')];
    await sayPasswordAgain();
    expect(await revokeMany('--scope', 'kiosk:scan', '--yes', '--reason', 'stolen')).toMatchObject({ code: 0, out: '2 tokens are revoked.\n', err: expect.stringContaining('Confirmed') });
    expect([await statusOf(one), await statusOf(two), await statusOf(other)]).toEqual(['revoked', 'revoked', 'active']);
    const again = await revokeMany('--id', one, other, 'tok_0000000000000000000000', '--yes');
    expect(again).toMatchObject({ code: 0, out: '1 tokens are revoked.\n1 were revoked before.\n', err: expect.stringContaining('There is no token tok_0000000000000000000000.') });
    expect(await person.json('revoke-many', '--id', other, '--yes')).toMatchObject({ revoked: 0, alreadyRevoked: 1, remaining: 0, receipt: { confirmed: true } });
  });

  it.each([
    [['--yes'], 'Say which tokens are meant'],
    [['--id', 'tok_x', '--scope', 'items:read', '--yes'], 'Say which tokens are meant'],
    [['--scope', 'items:read'], 'add --yes'],
    [['--scope', 'items:fly', '--yes'], 'is not one of the choices'],
  ])('%j is not understood, and revokes nothing', async (args, text) => {
    const id = await issue('items:read');
    expect(await revokeMany(...args)).toEqual(refusal(2, text));
    expect(await statusOf(id)).toBe('active');
  });
});
