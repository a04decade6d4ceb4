import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALLOWED, FORBIDDEN, type Plant } from './plants.spec-kit.js';
import { type Complaint, ScratchCopy } from './scratch-copy.spec-kit.js';

/** Copying, the graph of the projects, and one lint of everything: 15 s on two idle cores. */
const BOUND_MS = 240_000;

const forbidden = FORBIDDEN.map(inAFile('forbidden'));
const allowed = ALLOWED.map(inAFile('allowed'));
let complaints: readonly Complaint[];
let copy: ScratchCopy | undefined;

/** Every plant in one copy, linted once: a file of its own each, so that each complaint says which plant it is about. */
beforeAll(() => {
  copy = new ScratchCopy();
  for (const { file, code } of [...forbidden, ...allowed]) copy.plant(file, code);
  complaints = copy.lint();
}, BOUND_MS);
afterAll(() => copy?.remove());

function inAFile(kind: string): (plant: Plant, index: number) => { readonly what: string; readonly file: string; readonly code: string } {
  return ({ what, into, code, as = '.ts' }, index) => ({ what, code, file: `${into}/src/${kind}-${index}${as}` });
}

describe('lint refuses the import', () => {
  it.each(forbidden)('$what', ({ file }) => {
    const rules = complaints.filter((complaint) => complaint.file === file).map(({ rule }) => rule);
    expect(rules).toContainEqual(expect.stringMatching(/^(@nx\/enforce-module-boundaries|no-restricted-(imports|syntax|globals))$/));
  });
});

describe('lint lets pass', () => {
  it.each(allowed)('$what', ({ file }) => {
    expect(complaints.filter((complaint) => complaint.file === file)).toEqual([]);
  });

  it('every file that is not planted', () => {
    const planted = new Set(forbidden.map(({ file }) => file));
    expect(complaints.filter(({ file }) => !planted.has(file))).toEqual([]);
  });
});
