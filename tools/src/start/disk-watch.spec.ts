import { afterEach, expect, it } from '@jest/globals';
import { until } from '../until.spec-kit.js';
import { DiskWatch } from './disk-watch.js';

const MEGABYTE = 2 ** 20;
let watch: DiskWatch | undefined;
afterEach(() => watch?.close());

it('a full disk is told once, and once that there is space again', async () => {
  const said: string[] = [];
  let free = 20 * MEGABYTE;
  let looks = 0;
  const look = (): number => {
    looks += 1;
    return free;
  };
  watch = new DiskWatch('/data', (line) => said.push(line), look, 1);
  const looksAgain = async (): Promise<void> => {
    const before = looks;
    await until(() => looks > before + 2);
  };
  await looksAgain();
  expect(said).toEqual([]);
  free = 3.5 * MEGABYTE;
  await looksAgain();
  expect(said).toEqual([expect.stringMatching(/^The disk of the data folder \/data is full: 3 MB are free\. Make space: /)]);
  // Not yet: at the edge it would be told again and again.
  free = 20 * MEGABYTE;
  await looksAgain();
  expect(said).toHaveLength(1);
  free = 400 * MEGABYTE;
  await looksAgain();
  expect(said.slice(1)).toEqual(['There is space again for the data folder /data: 400 MB are free.']);
});
