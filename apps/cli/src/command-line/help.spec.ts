import { describe, expect, it, jest } from '@jest/globals';
import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { Person } from './portcullis.spec-kit.js';

jest.setTimeout(90_000);

const person = new Person();
const COMMANDS = ['login', 'logout', 'password', 'issue', 'list', 'show', 'update', 'rotate', 'disable', 'enable', 'revoke', 'events', 'receipt', 'scopes', 'replicas', 'revoke-many', 'users', 'sessions', 'export', 'verify', 'checkpoint', 'checkpoint-key'];

describe('the help', () => {
  it('lists every command, its environment and its exit codes', async () => {
    const { code, out } = await person.run(['--help']);
    expect(code).toBe(0);
    for (const command of [...COMMANDS, 'user', 'workspace', 'owner', 'completion']) expect(out).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    expect(out).toContain('PORTCULLIS_TOKEN');
    expect(out).toContain('130');
  });

  it('is there for each command, in both languages', async () => {
    for (const command of COMMANDS) {
      expect((await person.run([command, '--help'])).out).toMatch(/^Usage: portcullis /);
    }
    for (const command of ['add', 'show', 'update', 'suspend', 'resume', 'remove', 'reset-password']) {
      expect((await person.run(['user', command, '--help'])).out).toMatch(new RegExp(`^Usage: portcullis user ${command} `));
    }
    expect((await person.run(['issue', '--help'], { env: { LC_ALL: 'id_ID.UTF-8' } })).out).toMatch(/^Pemakaian: portcullis issue/);
  });

  it.each([
    [['isue'], 'There is no command isue.\nDid you mean issue?'],
    [['list', '--sttus', 'active'], 'There is no option --sttus.\nDid you mean --status?'],
    [['list', '--status', 'gone'], 'gone is not one of the choices: pending, active, disabled, expired, revoked.'],
    [['show'], 'id is missing.'],
    [['show', 'a', 'b'], 'There are more arguments than the command takes.'],
    [['issue', '--name'], '--name <name> needs a value.'],
  ])('says what is wrong with %j, with exit code 2', async (args, text) => {
    const { code, out, err } = await person.run(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`error: ${text}\n`);
    expect(err).toContain('--help\n');
  });
});

describe('the completion', () => {
  const offered = async (...words: readonly string[]): Promise<readonly string[]> =>
    (await person.run(['complete', '--', ...words])).out.split('\n').map((line) => line.split('\t')[0] ?? '').filter((word) => word !== '' && !word.startsWith(':'));

  it('knows commands, options and the values of options', async () => {
    expect(await offered('ro')).toEqual(['rotate']);
    expect(await offered('rotate', '--gr')).toEqual(['--grace']);
    expect(await offered('issue', '--bundle', '')).toEqual(['restricted', 'read-only', 'read-write', 'administrative']);
    expect(await offered('issue', '--scope', 'kiosk')).toEqual(['kiosk:scan']);
    expect(await offered('workspace', 'cr')).toEqual(['create']);
    expect(await offered('user', 'res')).toEqual(['resume', 'reset-password']);
    expect(await offered('user', 'add', '--role', '')).toEqual(['member', 'auditor', 'admin', 'owner']);
    expect(await offered('sessions', 'e')).toEqual(['end']);
    expect(await offered('revoke-many', '--un')).toEqual(['--unused-since']);
  });

  it.each(['bash', 'zsh'])('has a script that %s takes', async (shell) => {
    const { out } = await person.run(['completion', shell]);
    if (!hasShell(shell)) return;
    await promisify(execFile)(shell, ['-n', '-c', out]);
  });

  it('has one for fish', async () => {
    expect((await person.run(['completion', 'fish'])).out).toContain('complete -c portcullis');
  });
});

function hasShell(shell: string): boolean {
  try {
    execFileSync(shell, ['-c', 'true']);
    return true;
  } catch {
    return false;
  }
}
