import { describe, expect, it } from '@jest/globals';
import type { ClosedRecord } from '@portcullis/messages';
import { judge, type Seen } from './counting.js';

const BOOT = 'a'.repeat(32);
const DIGEST = '00000000000000ff';
const seen: Seen = { store: 'store-1', epoch: 3, position: 10, digest: DIGEST };
const good: ClosedRecord = { schema: 1, store: 'store-1', epoch: 3, position: 10, digest: DIGEST, nonces: { [BOOT]: 6 } };
const LAST_NONCE_BEFORE_THE_READ = 5;

function verdictOn(change: Partial<ClosedRecord>, known: Seen = seen): ReturnType<typeof judge> {
  return judge({ ...good, ...change }, known, BOOT, LAST_NONCE_BEFORE_THE_READ);
}

describe('a closed record counts', () => {
  it('where every rule holds', () => {
    expect(verdictOn({})).toEqual({ counts: true, nonce: 6 });
  });

  it('for the first store that answers, where none is followed yet', () => {
    expect(verdictOn({ store: 'store-2' }, { ...seen, store: null })).toEqual({ counts: true, nonce: 6 });
  });

  it.each([
    ['another store', { store: 'store-2' }, 'store'],
    ['an epoch below one seen', { epoch: 2 }, 'epoch'],
    ['a position below one seen', { position: 9 }, 'position'],
    ['no nonce of this boot', { nonces: { ['b'.repeat(32)]: 6 } }, 'nonce'],
    ['a nonce sent before the read began', { nonces: { [BOOT]: 5 } }, 'nonce'],
    ['another digest', { digest: '00000000000000fe' }, 'digest'],
  ] as const)('but not with %s', (_case, change, rule) => {
    expect(verdictOn(change)).toEqual({ counts: false, rule });
  });

  it('names the first rule that fails', () => {
    expect(verdictOn({ epoch: 2, digest: '0000000000000000' })).toEqual({ counts: false, rule: 'epoch' });
  });
});
