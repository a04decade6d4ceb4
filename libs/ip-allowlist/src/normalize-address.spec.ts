import { isIP } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { normalizeAddress } from './normalize-address.js';

/** Text that is nearly an address more often than not. */
const addressLike = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdefABCDEFx:.%/[] -g')), maxLength: 45 }),
  fc.array(fc.constantFrom('0', '1', '01', '255', '256', 'ffff', 'FFFF', '10000', ':', '::', '.', '%1', 'fe80', '1.2.3.4'), { maxLength: 17 }).map((parts) => parts.join('')),
  fc.array(fc.constantFrom('0', '1', 'ab', 'ffff', ''), { minLength: 6, maxLength: 10 }).map((groups) => groups.join(':')),
  fc.string(),
);

describe('the normal form of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['::FFFF:1.2.3.4', '1.2.3.4'],
    ['::ffff:102:304', '1.2.3.4'],
    ['0:0:0:0:0:ffff:1.2.3.4', '1.2.3.4'],
    ['::1', '::1'],
    ['::', '::'],
    ['2001:DB8:0:0:8:800:200C:417A', '2001:db8::8:800:200c:417a'],
    ['2001:0db8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['fe80::1%eth0', 'fe80::1'],
    ['febf::1%3', 'febf::1'],
  ])('of %s is %s', (text, normal) => {
    expect(normalizeAddress(text)).toBe(normal);
  });

  it.each([
    [''],
    [' 1.2.3.4'],
    ['1.2.3.4 '],
    ['1.2.3'],
    ['1.2.3.4.5'],
    ['1.2.3.'],
    ['.1.2.3'],
    ['1..2.3'],
    ['1.2.3.256'],
    ['01.2.3.4'],
    ['1.2.3.00'],
    ['0x1.2.3.4'],
    ['16909060'],
    ['+1.2.3.4'],
    ['１.２.３.４'],
    ['1.2.3.4/32'],
    ['1.2.3.4:80'],
    [':'],
    [':::'],
    ['1::2::3'],
    ['1:2:3:4:5:6:7'],
    ['1:2:3:4:5:6:7:8:9'],
    ['1:2:3:4:5:6:7:8::'],
    ['1:2:3:4:5:6:7:'],
    [':1:2:3:4:5:6:7'],
    ['12345::1'],
    ['::g'],
    ['::1.2.3'],
    ['::1.2.3.4:5'],
    ['1:2:3:4:5:6:7:1.2.3.4'],
    ['::ffff:01.2.3.4'],
    ['[::1]'],
    ['2001:db8::1%eth0'],
    ['1.2.3.4%eth0'],
    ['fe80::1%'],
    ['localhost'],
    ['unknown'],
  ])('does not exist for %j', (text) => {
    expect(normalizeAddress(text)).toBeUndefined();
  });

  it('exists exactly where the operating system’s own parser sees an address', () => {
    fc.assert(
      fc.property(fc.oneof(addressLike, fc.ipV4(), fc.ipV6()), (text) => {
        fc.pre(!text.includes('%'));
        expect(normalizeAddress(text) !== undefined).toBe(isIP(text) !== 0);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is what ipaddr.js writes for the same address', () => {
    fc.assert(
      fc.property(fc.oneof(addressLike, fc.ipV4(), fc.ipV6()), (text) => {
        const normal = normalizeAddress(text);
        // ipaddr.js takes the IPv4-compatible `::1.2.3.4` for the IPv4-mapped `::ffff:1.2.3.4`; RFC 4291 does not.
        fc.pre(normal !== undefined && !text.includes('%') && !/^::\d+\./.test(text));
        expect(normal).toBe(ipaddr.process(text).toString());
      }),
      { numRuns: 5_000 },
    );
  });

  it('is its own normal form', () => {
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const normal = normalizeAddress(text) ?? 'none';
      expect(normalizeAddress(normal)).toBe(normal);
    }));
  });

  it('keeps an IPv4-compatible address apart from the IPv4 address it resembles', () => {
    expect(normalizeAddress('::1.2.3.4')).toBe('::102:304');
  });
});
