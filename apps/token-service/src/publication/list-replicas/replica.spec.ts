import { describe, expect, it } from '@jest/globals';
import type { Heard } from '../boots/probe-book.js';
import type { ReplicaBoot } from '../boots/replica-boots.js';
import { toReplica } from './replica.js';

const STORE = 'sto_1';
const moment = { storeId: STORE, head: 50, monotonicMs: 10_000 };
const row: ReplicaBoot = { boot: 'b'.repeat(32), service: 'inventory-public-api', boundMs: 2_000, appliedPosition: 40, storeId: STORE, phase: 'serving', gone: false };

function heard(changes: Partial<Heard['probe']> = {}, atMs = 9_800): Heard {
  const { service, boot, boundMs } = row;
  const probe = { schema: 1, kind: 'replica', service, boot, nonce: 1, appliedPosition: 45, store: STORE, boundMs, phase: 'serving', digest: 'agrees', ageMs: 120.4, ...changes } as const;
  return { probe, atMs, appliedPosition: probe.appliedPosition };
}

describe('a replica', () => {
  it('is told of by its table row and its newest probe together', () => {
    expect(toReplica(row, heard(), moment)).toEqual({
      object: 'replica', service: row.service, boot: row.boot, status: 'serving', boundMs: 2_000,
      fresh: true, ageMs: 120, appliedPosition: 45, lag: 5, digest: 'agrees', lastHeardMs: 200,
    });
  });

  it('is not known to be fresh once its last probe’s age and the silence since exceed its bound', () => {
    expect(toReplica(row, heard({}, moment.monotonicMs - 1_880), moment).fresh).toBe(true);
    expect(toReplica(row, heard({}, moment.monotonicMs - 1_881), moment).fresh).toBe(false);
    expect(toReplica(row, heard({ ageMs: null }), moment)).toMatchObject({ fresh: false, ageMs: null });
  });

  it('that this instance has not heard is told of by the table alone', () => {
    expect(toReplica(row, undefined, moment)).toMatchObject({ status: 'serving', fresh: false, ageMs: null, appliedPosition: 40, lag: 10, digest: 'unknown', lastHeardMs: null });
  });

  it('whose last probe is of the time before this instance listened was not heard since', () => {
    expect(toReplica(row, heard({}, -Infinity), moment)).toMatchObject({ fresh: false, lastHeardMs: null, appliedPosition: 45 });
  });

  it.each([
    ['new before it is admitted', undefined, heard(), 'new'],
    ['retired after its silence', { ...row, phase: 'retired' } as const, heard(), 'retired'],
    ['gone once it has outlived its bound', { ...row, phase: 'retired', gone: true } as const, heard(), 'gone'],
    ['gone as soon as it said goodbye', row, heard({ phase: 'goodbye' }), 'gone'],
  ] as const)('is %s', (_when, known, probe, status) => {
    expect(toReplica(known, probe, moment).status).toBe(status);
  });

  it('that is gone is not fresh, however young its last probe', () => {
    expect(toReplica(row, heard({ phase: 'goodbye' }), moment).fresh).toBe(false);
  });

  it('has applied nothing of this store where it tells of another, as after a restore', () => {
    expect(toReplica({ ...row, appliedPosition: 0 }, heard({ store: 'sto_before' }), moment)).toMatchObject({ appliedPosition: null, lag: null });
  });

  it('of an empty store has applied all of it', () => {
    expect(toReplica({ ...row, appliedPosition: 0 }, heard({ appliedPosition: 0 }), { ...moment, head: 0 })).toMatchObject({ appliedPosition: 0, lag: 0 });
  });
});
