import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../installation/places.js';

const EXAMPLE = /^## Guard your own service\n+```ts\n(.+?)^```$/ms;
/** What a reader knows without being told. */
const IMPORTS = "import { Controller, Get, Module } from '@nestjs/common';\nimport * as z from 'zod';\n";

// Below the repository, where its packages are found.
mkdirSync(join(REPOSITORY, 'tmp'), { recursive: true });
const folder = mkdtempSync(join(REPOSITORY, 'tmp', 'readme-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** @returns the compiler's complaints, a line each. */
function complaintsAbout(sources: Readonly<Record<string, string>>): readonly string[] {
  for (const [name, source] of Object.entries(sources)) writeFileSync(join(folder, name), source);
  const compilerOptions = { composite: false, declaration: false, sourceMap: false, noEmit: true };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.base.json', compilerOptions, files: Object.keys(sources) }));
  const { stdout } = spawnSync(process.execPath, [join(REPOSITORY, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => /^\S.* error TS/.test(line));
}

describe('the example of a guarded service in the README', () => {
  it('compiles as it stands, and would not with a scope that does not exist', () => {
    const example = EXAMPLE.exec(readFileSync(join(REPOSITORY, 'README.md'), 'utf8'))?.[1] ?? '';
    const source = IMPORTS + example;
    const complaints = complaintsAbout({ 'example.mts': source, 'changed.mts': source.replace("'rents:read'", "'rents:reed'") });
    expect(complaints).toEqual([expect.stringMatching(/changed\.mts.*rents:reed/)]);
  }, 120_000);
});
