import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, closeSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { lastWords } from './last-words.js';
import { ServiceLog } from './service-log.js';

let folder: string;
let path: string;
let log: ServiceLog;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-log-'));
  path = join(folder, 'service.log');
  log = new ServiceLog(path, 1_000, 10);
});
afterEach(() => {
  log.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a service\'s log', () => {
  it('begins anew with each start and keeps the one before', () => {
    appendFileSync(path, 'first run\n');
    const next = new ServiceLog(path);
    next.close();
    expect(readFileSync(path, 'utf8')).toBe('');
    expect(readFileSync(`${path}.1`, 'utf8')).toBe('first run\n');
  });

  it('can be read by nobody else', () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('does not grow beyond its bound while its service writes on', async () => {
    const file = log.open();
    writeSync(file, `${'x'.repeat(1_500)}\n`);
    while (!existsSync(`${path}.1`) || statSync(path).size > 0) await delay(5);
    writeSync(file, 'after\n');
    closeSync(file);
    expect(readFileSync(path, 'utf8')).toBe('after\n');
    expect(statSync(`${path}.1`).size).toBe(1_501);
  });

  it('names the last plain line as the reason why a service ended', () => {
    appendFileSync(path, '{"level":"info","msg":"starting"}\nDATABASE_URL is missing\n    at main (x.js:1:1)\n\nNode.js v24.21.0\n');
    expect(lastWords(log)).toBe('DATABASE_URL is missing');
  });

  it('names the last error record where there is no plain line', () => {
    appendFileSync(path, '{"level":"fatal","msg":"the log is not reachable"}\n{"level":"info","msg":"stopping"}\n');
    expect(lastWords(log)).toBe('the log is not reachable');
    expect(lastWords(new ServiceLog(join(folder, 'empty.log')))).toBeUndefined();
  });
});
