import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireLock, holderOf } from './lock.js';
import { identityOf } from './process-identity.js';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-lock-'));
  lock = join(folder, 'lock');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the lock of a data folder', () => {
  it('keeps a second run out, and names the one that has the folder', () => {
    acquireLock(lock);
    expect(() => acquireLock(lock)).toThrow(`already runs on this data folder (process ${process.pid})`);
  });

  it('is free again once it is released', () => {
    acquireLock(lock).release();
    expect(existsSync(lock)).toBe(false);
    expect(acquireLock(lock).foundStale).toBe(false);
  });

  it('does not outlive a holder that was killed with -9', async () => {
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(holder, 'spawn');
    writeFileSync(lock, JSON.stringify(identityOf(holder.pid ?? 0)));
    expect(holderOf(lock)?.pid).toBe(holder.pid);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(acquireLock(lock).foundStale).toBe(true);
    expect(holderOf(lock)?.pid).toBe(process.pid);
  });

  it('is not kept alive by another program that got the same process id', () => {
    writeFileSync(lock, JSON.stringify({ pid: process.pid, startedAt: 'long ago' }));
    expect(acquireLock(lock).foundStale).toBe(true);
  });

  it('is stale when a full disk or a power cut left only half of it', () => {
    writeFileSync(lock, '{"pid":1');
    expect(acquireLock(lock).foundStale).toBe(true);
  });

  it('is not taken from whoever acquired it since', () => {
    const mine = acquireLock(lock);
    writeFileSync(lock, JSON.stringify({ pid: 1, startedAt: 'somebody else' }));
    mine.release();
    expect(existsSync(lock)).toBe(true);
  });
});
