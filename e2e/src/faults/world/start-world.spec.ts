import { rmSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { commandLineOf, descendantsOf } from '../../processes.js';
import { startWorld } from './start-world.js';

describe('a world of which one service cannot start', () => {
  it('says so at once, and leaves no process behind', async () => {
    const noBound = -1;
    const failure = await startWorld('embedded', noBound).then(() => 'it started', String);
    expect(failure).toMatch(/The world in \S+ did not start: inventory 1 has ended: see \S+inventory-1\.log$/);
    const folder = /The world in (\S+)/.exec(failure)?.[1] ?? '';
    const left = descendantsOf(process.pid).map(commandLineOf).filter((line) => line.includes(folder) || line.includes('end-with-the-run'));
    expect(left).toEqual([]);
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
});
