import { describe, expect, it } from '@jest/globals';
import { addressBlock, UNKNOWN_ADDRESS } from './index.js';

describe('requests are counted', () => {
  it.each(['203.0.113.1', UNKNOWN_ADDRESS])('by the address itself: %j', (address) => {
    expect(addressBlock(address)).toBe(address);
  });

  it('for the whole /64 of an IPv6 address, and no further', () => {
    expect(addressBlock('2001:db8:1:1:ffff::9')).toBe(addressBlock('2001:db8:1:1::1'));
    expect(addressBlock('2001:db8:1:2::1')).not.toBe(addressBlock('2001:db8:1:1::1'));
    expect(addressBlock('::1')).toBe(addressBlock('::2'));
  });
});
