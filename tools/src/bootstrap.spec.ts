import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TOOLS = fileURLToPath(new URL('..', import.meta.url));
const LOCK = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } } };

let clone: string;

/** A clone with the real bootstrap, a lock of two packages, and an npm and a compiler that only write down what they are asked. */
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'portcullis-clone-'));
  for (const part of ['bootstrap.mjs', 'bootstrap']) cpSync(join(TOOLS, part), join(clone, 'tools', part), { recursive: true });
  write('package.json', '{"type": "module"}');
  write('package-lock.json', JSON.stringify(LOCK));
  write('npm-cli.cjs', NPM);
});
afterEach(() => {
  rmSync(clone, { recursive: true, force: true });
});

const NPM = `
const { appendFileSync, chmodSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
console.error('npm warn EBADENGINE Unsupported engine');
if (process.env.NPM_FAILS) { console.error('npm error ECONNREFUSED'); process.exit(1); }
for (const folder of ['a', 'node/bin', 'typescript/bin', 'vite/bin']) mkdirSync('node_modules/' + folder, { recursive: true });
writeFileSync('node_modules/.package-lock.json', '{"packages":{"node_modules/a":{"version":"1.0.0"}}}');
writeFileSync('node_modules/a/package.json', '{}');
writeFileSync('node_modules/typescript/bin/tsc', 'require("node:fs").appendFileSync("tsc-calls", process.argv.slice(2).join(" ") + "\\\\n"); if (process.env.TSC_FAILS) { console.log("error TS2322"); process.exit(1); }');
writeFileSync('node_modules/vite/bin/vite.js', 'const fs = require("node:fs"); fs.appendFileSync("vite-calls", process.argv.slice(2).join(" ") + "\\\\n"); fs.mkdirSync("apps/admin-console/dist", { recursive: true });');
for (const folder of ['typescript', 'vite']) writeFileSync('node_modules/' + folder + '/package.json', '{"type": "commonjs"}');
if (process.env.NO_SCRIPTS) process.exit(0);
writeFileSync('node_modules/node/bin/node', '#!/bin/sh\\nexec "' + process.execPath + '" "$@"\\n');
chmodSync('node_modules/node/bin/node', 0o755);
`;

function write(name: string, text: string): void {
  mkdirSync(join(clone, 'tmp'), { recursive: true });
  writeFileSync(join(clone, name), text);
}

function calls(command: string): string[] {
  const file = join(clone, `${command}-calls`);
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

async function bootstrap(purpose: string, environment: Record<string, string> = {}): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [join(clone, 'tools/bootstrap.mjs'), purpose], {
    env: { PATH: process.env['PATH'], npm_execpath: join(clone, 'npm-cli.cjs'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => (out += String(chunk)));
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

describe('the bootstrap of a clone', () => {
  it('installs and builds a fresh clone, and tells only what a person needs', async () => {
    const { code, out, err } = await bootstrap('start');
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err.split('\n')).toEqual([
      'Installing 2 packages (once; about a minute) …',
      expect.stringMatching(/^Installing 2 packages .* done after \d+ s$/),
      'Building (once; about half a minute) …',
      expect.stringMatching(/^Building .* done after \d+ s$/),
      '',
    ]);
    expect(calls('npm')).toEqual([expect.stringMatching(/^ci --include=dev /)]);
    expect(calls('tsc')).toEqual(['-b tools apps/token-service apps/inventory-public-api apps/cli']);
  });

  it('installs nothing again, and builds everything for the tests', async () => {
    await bootstrap('start');
    await bootstrap('test');
    expect(calls('npm')).toHaveLength(1);
    expect(calls('tsc').at(-1)).toBe('-b');
  });

  it('builds the console once, and again where what its pages are made of changed', async () => {
    const page = join(clone, 'apps/admin-console/src/main.tsx');
    await bootstrap('start');
    await bootstrap('test');
    expect(calls('vite')).toEqual([expect.stringMatching(/^build apps\/admin-console /)]);
    mkdirSync(join(page, '..'), { recursive: true });
    writeFileSync(page, 'export {};');
    await bootstrap('start');
    writeFileSync(page.replace('.tsx', '.spec.ts'), 'export {};');
    await bootstrap('start');
    expect(calls('vite')).toHaveLength(2);
  });

  it.each([
    ['the lock names another version', () => { write('package-lock.json', JSON.stringify(LOCK).replace('1.0.0', '1.0.1')); }],
    ['an install was interrupted', () => { rmSync(join(clone, 'node_modules/.package-lock.json')); }],
  ])('installs again where %s', async (_, change) => {
    await bootstrap('start');
    change();
    await bootstrap('start');
    expect(calls('npm')).toHaveLength(2);
  });

  it('shows the end of the log and one clear line where the install fails', async () => {
    const { code, err } = await bootstrap('start', { NPM_FAILS: '1' });
    expect(code).toBe(1);
    expect(err).toContain('npm error ECONNREFUSED');
    expect(err.trimEnd().split('\n').at(-1)).toMatch(/^The packages could not be installed\..*\(exit code 1; the whole log: .*\/tmp\/install\.log\)$/);
  });

  it('says what to do where npm skips install scripts', async () => {
    const { code, err } = await bootstrap('start', { NO_SCRIPTS: '1' });
    expect(code).toBe(1);
    expect(err.trimEnd().split('\n').at(-1)).toMatch(/skip install scripts .* Run `npm ci --ignore-scripts=false`/);
  });

  it('keeps the promise of three numbers where the tests cannot even be built', async () => {
    const { code, out, err } = await bootstrap('test', { TSC_FAILS: '1' });
    expect({ code, out }).toEqual({ code: 1, out: '0 passed, 1 failed, 0 skipped\n' });
    expect(err).toContain('error TS2322');
  });
});
