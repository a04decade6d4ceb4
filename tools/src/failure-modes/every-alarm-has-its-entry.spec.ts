import { describe, expect, it } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../installation/places.js';

const RAISED = /\.raise\(\s*(['"`])(\w+)(\$\{)?/g;
const SOURCES = ['apps/*/src/**/*.ts', 'libs/*/src/**/*.ts'];

/** What is written in docs/failure-modes.md under “Alarms”, a code each. */
function documented(): readonly string[] {
  const [, alarms = ''] = /^## Alarms$(.*?)^## /ms.exec(readFileSync(join(REPOSITORY, 'docs/failure-modes.md'), 'utf8')) ?? [];
  return Array.from(alarms.matchAll(/^\| `(\w+)` \|/gm), ([, code]) => code ?? '');
}

/** Codes that the services raise; of one that is put together its beginning. */
function raised(): readonly { readonly code: string; readonly isWhole: boolean }[] {
  const sources = globSync(SOURCES, { cwd: REPOSITORY }).filter((file) => !/\.spec(-kit)?\.ts$/.test(file));
  return sources.flatMap((file) => Array.from(readFileSync(join(REPOSITORY, file), 'utf8').matchAll(RAISED), ([, , code = '', more]) => ({ code, isWhole: more === undefined })));
}

describe('docs/failure-modes.md', () => {
  it('has an entry for every alarm that can be raised, and for no other', () => {
    const codes = raised();
    expect(codes.length).toBeGreaterThan(5);
    const entries = documented();
    const belongs = (entry: string, { code, isWhole }: (typeof codes)[number]): boolean => (isWhole ? entry === code : entry.startsWith(code));
    expect(codes.filter((code) => !entries.some((entry) => belongs(entry, code)))).toEqual([]);
    expect(entries.filter((entry) => !codes.some((code) => belongs(entry, code)))).toEqual([]);
  });
});
