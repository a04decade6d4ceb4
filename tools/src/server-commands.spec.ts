import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { acquireLock } from './installation/lock.js';
import { openDataFolder } from './installation/open-data-folder.js';
import { type DataFolder, dataFolder } from './installation/places.js';

const LAUNCH = fileURLToPath(new URL('../launch.mjs', import.meta.url));

let parent: string;
let folder: DataFolder;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'portcullis-commands-'));
  folder = dataFolder({ DATA_DIR: join(parent, 'data') });
});
afterEach(() => {
  rmSync(parent, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a built command as npm does, with `input` on its standard input. */
async function run(command: string, args: readonly string[], input = ''): Promise<Ended> {
  const child = spawn(process.execPath, [LAUNCH, command, ...args], {
    env: { PATH: process.env['PATH'], DATA_DIR: folder.path },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

describe('npm run reset', () => {
  it('deletes nothing unless the answer is yes', async () => {
    openDataFolder(folder);
    for (const answer of ['', 'no\n', 'yessir\n']) {
      const { code, err } = await run('reset', [], answer);
      expect([code, err]).toEqual([1, expect.stringMatching(/^Delete .*\? Type yes: (?:.*\n)?Nothing was deleted\.\n$/s)]);
    }
    expect(existsSync(folder.version)).toBe(true);
  });

  it('deletes the data folder when the answer is yes', async () => {
    openDataFolder(folder);
    expect((await run('reset', [], 'yes\n')).code).toBe(0);
    expect(existsSync(folder.path)).toBe(false);
  });

  it('does not ask with --yes', async () => {
    openDataFolder(folder);
    expect(await run('reset', ['--yes'])).toEqual({ code: 0, out: `Deleted ${folder.path}. The next npm start begins anew.\n`, err: '' });
  });

  it('never deletes a folder that is not ours', async () => {
    writeFileSync(join(parent, 'thesis.txt'), '');
    folder = dataFolder({ DATA_DIR: parent });
    expect((await run('reset', ['--yes'])).out).toContain('nothing to delete');
    expect(existsSync(join(parent, 'thesis.txt'))).toBe(true);
  });

  it('never deletes the data of a Portcullis that runs', async () => {
    openDataFolder(folder);
    acquireLock(folder.lock);
    expect(await run('reset', ['--yes'])).toMatchObject({ code: 1, err: `Portcullis runs on ${folder.path} (process ${process.pid}): stop it first.\n` });
    expect(existsSync(folder.version)).toBe(true);
  });
});

describe('npm run portcullis', () => {
  it.each([[['owner', 'reset', '--email', 'owner@example.com']], [['rebuild', '--apply']], [['forget', '--subject', 'owner@example.com']], [['store', 'export', '--out', 'history.ndjson']]])('says in one line that nothing runs, for %j', async (args) => {
    const { code, out, err } = await run('portcullis', args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^Nothing runs on the data folder .*: start Portcullis with `npm start` first.*\n$/);
  });

  it.each([
    [[], /^Usage: /],
    [['workspace', 'destroy'], /^Usage: /],
    [['workspace', 'create', '--name', 'N'], /^--owner-email is missing\./],
    [['owner', 'reset', '--mail', 'x'], /^Unknown option '--mail'/],
  ])('tells how it is used, with exit code 2, for %j', async (args, text) => {
    const { code, out, err } = await run('portcullis', args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(text);
  });

  it.each(['constructor', 'toString', 'none'])('knows no command %s', async (name) => {
    const child = spawn(process.execPath, [LAUNCH, name], { stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    child.stderr.on('data', (chunk) => (err += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, err]).toEqual([1, expect.stringMatching(/^Unknown command \w+: one of start, .*\n$/)]);
  });

  it('says in one line what to do in a clone that is not built', async () => {
    const launch = join(parent, 'tools/launch.mjs');
    cpSync(LAUNCH, launch);
    const child = spawn(process.execPath, [launch, 'portcullis', 'list'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    child.stderr.on('data', (chunk) => (err += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    expect([code, err]).toEqual([1, 'Portcullis is not installed and built here yet: run `node tools/bootstrap.mjs` once, then this again.\n']);
  });

  it.each([[['--help']], [['workspace', 'create', '--help']], [['owner', '--help']], [['issue', '--help']]])('answers %j with help and exit code 0', async (args) => {
    expect(await run('portcullis', args)).toEqual({ code: 0, out: expect.stringMatching(/^Usage: portcullis /), err: '' });
  });
});
