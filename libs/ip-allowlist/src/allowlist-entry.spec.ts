import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { compileAllowlist, parseAllowlistEntry } from './index.js';
import { normalizeAddress } from './normalize-address.js';

const accepted = (entry: string): unknown => ({ ok: true, entry });

describe('an entry of an allowlist', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['  203.0.113.7\t', '203.0.113.7'],
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['203.0.113.7/32', '203.0.113.7'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8::1', '2001:db8::1'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['2001:db8::/32', '2001:db8::/32'],
    ['2001:db8:0:0::/64', '2001:db8::/64'],
    ['2001:db8::1/128', '2001:db8::1'],
    ['::/0', '::/0'],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['::ffff:203.0.113.7/128', '203.0.113.7'],
    ['::ffff:10.0.0.0/104', '10.0.0.0/8'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
    ['::1', '::1'],
  ])('%j has the normal form %s', (text, normal) => {
    expect(parseAllowlistEntry(text)).toEqual(accepted(normal));
  });

  it.each([
    ['', /"" has no address; write an address/],
    ['   ', /has no address/],
    ['/24', /has no address/],
    ['010.0.0.1', /"010\.0\.0\.1" has an octet with a leading zero, which some programs read as octal/],
    ['10.0.0.01', /leading zero/],
    ['::ffff:010.0.0.1', /leading zero/],
    ['10.0.0.256', /above 255; write four octets from 0 to 255/],
    ['999.1.1.1/8', /above 255/],
    ['10.0', /has 2 octets; write all four/],
    ['10.0/16', /has 2 octets; write all four, as 10\.0\.0\.1, and a shorter one as a block/],
    ['10.0.0.1.2', /has 5 octets/],
    ['10.0.0.', /has 3 octets/],
    ['167772161', /is a bare number/],
    ['0x0a000001', /is hexadecimal; write four decimal octets/],
    ['0xa.0.0.1', /is hexadecimal/],
    ['10.0.0.0x1', /is hexadecimal/],
    ['10.0.0.1 10.0.0.2', /has white space inside; write one entry a line/],
    ['10.0.0.0 /8', /has white space inside/],
    ['10.0.*.*', /has a wildcard; write a block/],
    ['10.0.0.1-10.0.0.9', /is a range from-to/],
    ['10.0.0.1:443', /has a port/],
    ['[2001:db8::1]', /has brackets/],
    ['[2001:db8::1]:443', /has brackets/],
    ['fe80::1%eth0', /has a zone id, which means something on one machine only/],
    ['fe80::/10%eth0', /has no prefix length/],
    ['2001:db8::12345', /group of more than four digits/],
    ['2001:db8::1::2', /“::” more than once/],
    ['1:2:3', /write eight groups/],
    ['1:2:3:4:5:6:7:8:9', /write eight groups/],
    ['2001:db8::g', /groups are hexadecimal digits/],
    ['::10.0.0.1', /is an IPv4-compatible IPv6 address, a form no longer in use; write 10\.0\.0\.1/],
    ['::10.0.0.0/104', /IPv4-compatible/],
    ['office.example.com', /is not an IP address; names are not looked up/],
    ['１０.0.0.1', /is not an IP address/],
    ['https://10.0.0.1/', /is a URL; write the bare address/],
  ])('%j is refused, and told what would be right', (text, message) => {
    expect(parseAllowlistEntry(text)).toEqual({ ok: false, message: expect.stringMatching(message) });
  });

  it.each([
    ['10.0.0.0/33', /has no prefix length from 0 to 32; write one, as \/24, or the bare address/],
    ['2001:db8::/129', /has no prefix length from 0 to 128; write one, as \/64/],
    ['10.0.0.0/', /has no prefix length/],
    ['10.0.0.0/-1', /has no prefix length/],
    ['10.0.0.0/+8', /has no prefix length/],
    ['10.0.0.0/8/8', /has no prefix length/],
    ['10.0.0.0/1e1', /has no prefix length/],
    ['10.0.0.0/08', /has a prefix length with leading zeros/],
    ['10.0.0.0/255.0.0.0', /has a netmask; write a prefix length, as \/8 for 255\.0\.0\.0/],
    ['::ffff:10.0.0.0/95', /reaches beyond them; write the IPv4 block itself, as 10\.0\.0\.0\/8/],
    ['::ffff:10.0.0.0/8', /reaches beyond them/],
  ])('%j is refused for its prefix', (text, message) => {
    expect(parseAllowlistEntry(text)).toEqual({ ok: false, message: expect.stringMatching(message) });
  });

  it.each([
    ['10.1.2.3/8', '10.0.0.0/8', '10.1.2.3'],
    ['10.0.0.1/31', '10.0.0.0/31', '10.0.0.1'],
    ['1.2.3.4/0', '0.0.0.0/0', '1.2.3.4'],
    ['2001:db8::1/32', '2001:db8::/32', '2001:db8::1'],
    ['2001:db8:8000::/32', '2001:db8::/32', '2001:db8:8000::'],
    ['::ffff:10.1.2.3/104', '10.0.0.0/8', '10.1.2.3'],
  ])('%j has bits set behind its prefix, and both possible meanings are offered', (text, block, address) => {
    const message = `${JSON.stringify(text)} has bits set behind its prefix; write ${block} for the block or ${address} for the one address`;
    expect(parseAllowlistEntry(text)).toEqual({ ok: false, message });
  });

  it('is quoted with its control characters made visible, and not at full length', () => {
    expect(parseAllowlistEntry('10.0.0.1\u0000\nX-Admin: 1')).toMatchObject({ message: expect.stringMatching(/^"10\.0\.0\.1\\u0000\\nX-Admin: 1" /) });
    const { message } = parseAllowlistEntry('x'.repeat(100_000)) as { message: string };
    expect(message.length).toBeLessThan(250);
  });
});

describe('the normal form of an entry', () => {
  const bytes = fc.oneof(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.uint8Array({ minLength: 16, maxLength: 16 }));

  it('is its own normal form', () => {
    fc.assert(fc.property(bytes, fc.nat(128), (address, prefix) => {
      const ip = address.length === 4 ? ipaddr.IPv4 : ipaddr.IPv6;
      const cidr = `${ipaddr.fromByteArray([...address]).toString()}/${prefix % (address.length * 8 + 1)}`;
      const text = `${ip.networkAddressFromCIDR(cidr).toString()}/${prefix % (address.length * 8 + 1)}`;
      const once = parseAllowlistEntry(text);
      expect(once.ok && parseAllowlistEntry(once.entry)).toEqual(once);
    }));
  });

  it('means the same addresses as what was written', () => {
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const parsed = parseAllowlistEntry(text);
      // What is refused, as `::1.2.3.4` is, means nothing.
      if (!parsed.ok) return;
      expect(parsed.entry).toBe(normalizeAddress(text));
      expect(compileAllowlist([parsed.entry]).allows(text)).toBe(true);
    }));
  });

  it('is found or refused for every text: nothing throws, and every refusal is one sentence', () => {
    const alphabet = fc.string({ unit: fc.constantFrom(...Array.from('0123456789abfx:./%*[]- ')), maxLength: 50 });
    fc.assert(
      fc.property(fc.oneof(alphabet, fc.string({ unit: 'binary' })), (text) => {
        const parsed = parseAllowlistEntry(text);
        if (parsed.ok) expect(compileAllowlist([parsed.entry]).any).toBe(false);
        else expect(parsed.message).toMatch(/^"[^]*" (?:has|is|begins) [^\n]+$/);
      }),
      { numRuns: 3_000 },
    );
  });
});
