import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRecord, saveWorkspace } from './record.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-record-'));
  path = join(folder, 'installation.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the record of an installation', () => {
  it('draws a password of its own for each role, once, where only its owner can read it', () => {
    const first = loadRecord(path);
    expect(loadRecord(path)).toEqual(first);
    expect(first.rolePasswords.inventory).not.toBe(first.rolePasswords.token_service);
    expect(first.rolePasswords.inventory).toMatch(/^[\w-]{32}$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('keeps how far the first run came, beside what it drew', () => {
    const drawn = loadRecord(path);
    saveWorkspace(path, { email: 'a@example.com', complete: false });
    saveWorkspace(path, { email: 'a@example.com', complete: true });
    expect(loadRecord(path)).toEqual({ ...drawn, workspace: { email: 'a@example.com', complete: true } });
  });

  it('that cannot be read is named, and not replaced by a new one', () => {
    writeFileSync(path, 'half a rec');
    expect(() => loadRecord(path)).toThrow(/installation\.json cannot be read/);
  });
});
