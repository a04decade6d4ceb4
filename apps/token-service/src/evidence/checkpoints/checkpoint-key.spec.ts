import { describe, expect, it } from '@jest/globals';
import { isForOthers } from './checkpoint-key.js';

const [OWN, ROOT] = [1000, 0];

describe('the file of the key of checkpoints', () => {
  it.each([
    ['is its own, and nobody else’s', 0o600, OWN, false],
    ['is its own, to be read only', 0o400, OWN, false],
    ['is its own, and its group may read it', 0o640, OWN, true],
    ['is root’s, and its group may read it, as an orchestrator’s secret', 0o440, ROOT, false],
    ['is root’s, and its group may write it', 0o460, ROOT, true],
    ['is root’s, and others may read it', 0o444, ROOT, true],
    ['is root’s, and others may write it', 0o442, ROOT, true],
  ])('that %s, is told from one that others may read or write', (_what, mode, uid, expected) => {
    expect(isForOthers({ mode: 0o100000 | mode, uid }, OWN)).toBe(expected);
  });
});
