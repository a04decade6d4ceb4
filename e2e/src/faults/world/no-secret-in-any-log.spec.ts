import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rememberSecrets } from '../../made-secrets.js';
import { noSecretInAnyLog } from './no-secret-in-any-log.js';

const folder = mkdtempSync(join(tmpdir(), 'portcullis-world-logs-'));
mkdirSync(join(folder, 'logs'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const problemsWhereLogged = (line: string): readonly string[] => {
  writeFileSync(join(folder, 'logs', 'inventory-1.log'), line);
  return noSecretInAnyLog({ log: 'embedded', folder }).problems;
};

describe('no secret in any log', () => {
  it('is broken by a password or the hidden part of a token, whose label may be shown', () => {
    const hidden = 'B'.repeat(33);
    rememberSecrets('owner-password', `pcl_live_AAA${hidden}`);
    expect(problemsWhereLogged('{"token":"pcl_live_AAA…"}\n')).toEqual([]);
    expect(problemsWhereLogged(`{"token":"${hidden}"}\n`)).toEqual(['A secret was written to inventory-1.log: pcl_li…']);
    expect(problemsWhereLogged('{"body":"owner-password"}\n')).toEqual(['A secret was written to inventory-1.log: owner-…']);
  });
});
