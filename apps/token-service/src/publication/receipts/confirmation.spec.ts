import { describe, expect, it } from '@jest/globals';
import type { Heard } from '../boots/probe-book.js';
import type { ReplicaBoot } from '../boots/replica-boots.js';
import { confirmationOf } from './confirmation.js';

const POSITION = 42;
const STORE = 'sto_1';
const boot: ReplicaBoot = { boot: 'b'.repeat(32), service: 'inventory-public-api', boundMs: 30_000, appliedPosition: 0, storeId: STORE, phase: 'serving', gone: false };

function heard(appliedPosition: number, phase: 'serving' | 'goodbye' = 'serving', store = STORE): Heard {
  return {
    probe: { schema: 1, kind: 'replica', service: boot.service, boot: boot.boot, nonce: 1, appliedPosition, store, boundMs: boot.boundMs, phase, digest: 'agrees', ageMs: 0 },
    atMs: 0,
    appliedPosition,
  };
}

describe('a boot confirms a change', () => {
  it.each([
    ['not before it has told anything', boot, undefined, false, null],
    ['not by a position below it', boot, heard(POSITION - 1), false, null],
    ['by a probe at its position', boot, heard(POSITION), false, 'application'],
    ['not by a position told of the store before a restore', boot, heard(POSITION + 1_000, 'serving', 'sto_before'), false, null],
    ['by what the table kept of an earlier telling', { ...boot, appliedPosition: POSITION }, undefined, false, 'application'],
    ['by its goodbye', boot, heard(1, 'goodbye'), false, 'goodbye'],
    ['by its goodbye in the table', { ...boot, phase: 'goodbye', gone: true } as const, undefined, false, 'goodbye'],
    ['not by its retirement alone', { ...boot, phase: 'retired' } as const, undefined, false, null],
    ['by its bound once it is gone', { ...boot, phase: 'retired', gone: true } as const, undefined, false, 'bound'],
    ['by its bound once that has passed since the commit', boot, heard(POSITION - 1), true, 'bound'],
  ] as const)('%s', (_case, row, probe, outlived, confirmedBy) => {
    expect(confirmationOf(row, probe, POSITION, outlived).confirmedBy).toBe(confirmedBy);
  });
});
