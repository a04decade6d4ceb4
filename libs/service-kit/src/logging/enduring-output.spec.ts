import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enduringOutput } from './enduring-output.js';

/** Linux's own full disk: every write to it fails with ENOSPC. */
const FULL = '/dev/full';
let folder: string;
let descriptor: number | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-output-'));
});
afterEach(() => {
  if (descriptor !== undefined) closeSync(descriptor);
  rmSync(folder, { recursive: true, force: true });
});

function open(path: string, flags: string): number {
  descriptor = openSync(path, flags);
  return descriptor;
}

it('a line is in the file as soon as it was written', () => {
  const file = join(folder, 'log');
  enduringOutput(open(file, 'a')).write('one\n');
  expect(readFileSync(file, 'utf8')).toBe('one\n');
});

const onLinux = existsSync(FULL) ? it : it.skip;
onLinux(`a full disk throws nothing, whatever is written to it${existsSync(FULL) ? '' : ' (not run: no /dev/full)'}`, () => {
  const output = enduringOutput(open(FULL, 'w'));
  const line = `${'x'.repeat(1_000)}\n`;
  for (let count = 0; count < 5_000; count += 1) output.write(line);
});

it('what could not be written comes with the first line that can be, in its order', () => {
  const file = join(folder, 'log');
  // Opened for reading, a file cannot be written; for appending it can, under the same number.
  const closed = open(file, 'a');
  const output = enduringOutput(closed);
  closeSync(closed);
  expect(open(file, 'r')).toBe(closed);
  output.write('one\n');
  output.write('two\n');
  closeSync(closed);
  expect(open(file, 'a')).toBe(closed);
  output.write('three\n');
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\nthree\n');
});
