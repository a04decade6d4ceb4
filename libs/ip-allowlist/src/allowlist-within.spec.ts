import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileAllowlist, isAllowlistWithin, parseAllowlistEntry } from './index.js';

describe('a list within another', () => {
  it.each<[string[], string[]]>([
    [['10.1.2.3'], ['10.0.0.0/8']],
    [['10.0.0.0/8'], ['10.0.0.0/8', '::1']],
    [['10.128.0.0/9', '2001:db8:1::/48'], ['2001:db8::/32', '10.0.0.0/8']],
    [['192.0.2.1'], ['0.0.0.0/0']],
    [['192.0.2.1', '::1'], []],
    [[], []],
  ])('%j is within %j', (entries, outer) => {
    expect(isAllowlistWithin(entries, outer)).toBe(true);
  });

  it.each<[string[], string[]]>([
    [[], ['0.0.0.0/0', '::/0']],
    [['10.0.0.0/7'], ['10.0.0.0/8']],
    [['9.255.255.255'], ['10.0.0.0/8']],
    [['11.0.0.0'], ['10.0.0.0/8']],
    [['10.1.2.3', '192.0.2.1'], ['10.0.0.0/8']],
    [['192.0.2.1'], ['::/0']],
    [['2001:db9::'], ['2001:db8::/32']],
    [['nonsense'], ['0.0.0.0/0', '::/0']],
  ])('%j is not within %j', (entries, outer) => {
    expect(isAllowlistWithin(entries, outer)).toBe(false);
  });

  it('admits no address that the other does not', () => {
    const lists = fc.array(fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, length]) => normal(address, length)), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(lists, lists, (entries, outer) => {
      if (!isAllowlistWithin(entries, outer)) return;
      const allowlist = compileAllowlist(outer);
      for (const entry of entries) expect(allowlist.allows(entry.split('/', 1)[0] ?? '')).toBe(true);
    }));
  });
});

/** The block of this length that the address is in. */
function normal(address: string, length: number): string {
  const bits = address.split('.').reduce((all, octet) => all * 256 + Number(octet), 0);
  const start = Math.floor(bits / 2 ** (32 - length)) * 2 ** (32 - length);
  const parsed = parseAllowlistEntry(`${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join('.')}/${length}`);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.entry;
}
