import { describe, expect, it } from '@jest/globals';
import { createPrivateKey } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointFiles } from './checkpoint-files.js';

describe('the files of checkpoints', () => {
  it('begin with an Ed25519 key that its owner alone can read, drawn once', () => {
    const folder = mkdtempSync(join(tmpdir(), 'portcullis-checkpoint-files-'));
    const { CHECKPOINT_KEY_FILE: key } = checkpointFiles(folder);
    const drawn = readFileSync(key, 'utf8');
    expect(createPrivateKey(drawn).asymmetricKeyType).toBe('ed25519');
    expect(statSync(key).mode & 0o777).toBe(0o600);
    checkpointFiles(folder);
    expect(readFileSync(key, 'utf8')).toBe(drawn);
    expect(readdirSync(folder)).toEqual(['checkpoint-key.pem']);
    rmSync(folder, { recursive: true });
  });

  it('get no new key where one has signed already', () => {
    const folder = mkdtempSync(join(tmpdir(), 'portcullis-checkpoint-files-'));
    appendFileSync(join(folder, 'checkpoints.log'), 'a line\n');
    expect(existsSync(checkpointFiles(folder).CHECKPOINT_KEY_FILE)).toBe(false);
    rmSync(folder, { recursive: true });
  });
});
