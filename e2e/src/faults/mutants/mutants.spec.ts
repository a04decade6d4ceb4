import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MUTANTS } from './mutants.js';

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

it.each(MUTANTS)('there is something to take out for “$protection”, in one place of what was built', ({ file, takeOut }) => {
  expect(readFileSync(`${REPOSITORY}${file}`, 'utf8').split(takeOut)).toHaveLength(2);
});
