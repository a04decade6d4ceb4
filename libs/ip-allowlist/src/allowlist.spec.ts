import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { type Allowlist, compileAllowlist } from './index.js';

const bytesOf = (length: 4 | 16): fc.Arbitrary<number[]> => fc.array(fc.nat(255), { minLength: length, maxLength: length });
const addressOf = (bytes: readonly number[]): string => ipaddr.fromByteArray([...bytes]).toString();

/** A block in its normal form, written by ipaddr.js. */
const blockOf = (length: 4 | 16): fc.Arbitrary<string> =>
  fc.tuple(bytesOf(length), fc.nat(length * 8)).map(([bytes, prefix]) => {
    const text = `${addressOf(bytes)}/${prefix}`;
    const network = length === 4 ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text);
    return `${network.toString()}/${prefix}`;
  });
/** Mapped addresses have an IPv4 normal form, so no IPv6 entry in its normal form is one. */
const block = fc.oneof(blockOf(4), blockOf(16).filter((entry) => !entry.startsWith('::ffff:')));

/** The first or last address of a block or the ones just outside: where a matcher goes wrong. */
const edgeOf = (entry: string, edge: 'first' | 'last', step: -1 | 0 | 1): string => {
  const ip = entry.includes(':') ? ipaddr.IPv6 : ipaddr.IPv4;
  const start = edge === 'first' ? ip.networkAddressFromCIDR(entry) : ip.broadcastAddressFromCIDR(entry);
  const bytes = start.toByteArray();
  let carry: number = step;
  const moved = bytes.toReversed().map((byte) => {
    const sum = byte + carry;
    carry = sum < 0 ? -1 : sum > 255 ? 1 : 0;
    return sum & 0xff;
  });
  return addressOf(moved.toReversed());
};
const anyAddress = fc.oneof(bytesOf(4).map(addressOf), bytesOf(16).map(addressOf));
const listAndAddress = fc.array(block, { minLength: 1, maxLength: 12 }).chain((entries) =>
  fc.tuple(
    fc.constant(entries),
    fc.oneof(
      anyAddress,
      fc.tuple(fc.constantFrom(...entries), fc.constantFrom('first' as const, 'last' as const), fc.constantFrom(-1 as const, 0 as const, 1 as const)).map((edge) => edgeOf(...edge)),
    ),
  ),
);

function matchedByIpaddr(entries: readonly string[], text: string): boolean {
  const address = ipaddr.process(text);
  return entries.some((entry) => {
    const [network, prefix] = ipaddr.parseCIDR(entry);
    return network.kind() === address.kind() && address.match(network, prefix);
  });
}

function allowedOf(list: Allowlist, addresses: readonly string[]): readonly string[] {
  return addresses.filter((address) => list.allows(address));
}

describe('an allowlist', () => {
  it('agrees with ipaddr.js on every address, the edges of its blocks above all', () => {
    fc.assert(
      fc.property(listAndAddress, ([entries, address]) => {
        expect(compileAllowlist(entries).allows(address)).toBe(matchedByIpaddr(entries, address));
      }),
      { numRuns: 5_000 },
    );
  });

  it('without entries allows everything', () => {
    const list = compileAllowlist([]);
    expect(list.any).toBe(true);
    expect(list.allows('203.0.113.7')).toBe(true);
  });

  it('with a block of every address is still a list', () => {
    const list = compileAllowlist(['0.0.0.0/0']);
    expect(list.any).toBe(false);
    expect(allowedOf(list, ['203.0.113.7', '::ffff:203.0.113.7', '2001:db8::1'])).toEqual(['203.0.113.7', '::ffff:203.0.113.7']);
    expect(allowedOf(compileAllowlist(['::/0']), ['203.0.113.7', '::ffff:203.0.113.7', '2001:db8::1'])).toEqual(['2001:db8::1']);
  });

  it('takes an IPv4 address for the same however the socket wrote it', () => {
    const list = compileAllowlist(['10.1.2.3']);
    expect(allowedOf(list, ['10.1.2.3', '::ffff:10.1.2.3', '::FFFF:a01:203', '0:0:0:0:0:ffff:10.1.2.3'])).toHaveLength(4);
    expect(allowedOf(list, ['10.1.2.4', '::ffff:10.1.2.4', '::10.1.2.3'])).toEqual([]);
  });

  it('sees past the zone id of a link-local address', () => {
    expect(compileAllowlist(['fe80::/10']).allows('fe80::1%eth0')).toBe(true);
  });

  it('never allows what is not an address', () => {
    const list = compileAllowlist(['0.0.0.0/0', '::/0']);
    expect(allowedOf(list, ['', 'unknown', '1.2.3', '1.2.3.4.', '010.1.2.3', '1.2.3.4/32', '::1%eth0', '/run/socket'])).toEqual([]);
    fc.assert(fc.property(fc.string(), (text) => {
      fc.pre(!ipaddr.isValid(text));
      expect(list.allows(text)).toBe(false);
    }));
  });

  it('never takes what is no text at all for the address before it, however often it comes', () => {
    const list = compileAllowlist(['10.0.0.1']);
    const noText = { length: 8 } as unknown as string;
    for (let time = 0; time < 2; time += 1) {
      expect(list.allows('10.0.0.1')).toBe(true);
      expect(() => list.allows(noText)).toThrow(TypeError);
      expect(() => list.allows(noText)).toThrow(TypeError);
    }
  });

  it('stays closed to everyone else when an entry cannot be read', () => {
    const list = compileAllowlist(['not an address', '10.0.0.0/33', '::/129', '10.0.0.0/x', '192.0.2.1']);
    expect(allowedOf(list, ['10.0.0.0', '10.0.0.1', '192.0.2.1', '::', '::1'])).toEqual(['192.0.2.1']);
    expect(compileAllowlist(['nonsense'])).toMatchObject({ any: false });
    expect(compileAllowlist(['nonsense']).allows('10.0.0.1')).toBe(false);
  });

  it('finds its way through ten thousand blocks, nested ones and doubles among them', () => {
    const entries = Array.from({ length: 10_000 }, (_, n) => `10.${n >> 8}.${n & 0xff}.${n % 2 === 0 ? '0/25' : '77'}`);
    const list = compileAllowlist([...entries, ...entries, '10.3.0.0/16']);
    expect(allowedOf(list, ['10.0.0.127', '10.0.0.128', '10.0.1.77', '10.0.1.78', '10.3.1.78', '10.39.15.77', '10.39.16.0'])).toEqual([
      '10.0.0.127',
      '10.0.1.77',
      '10.3.1.78',
      '10.39.15.77',
    ]);
  });

  it('answers the same whatever was asked of this list or another before', () => {
    const lists = [['192.0.2.0/24'], ['2001:db8::/32'], ['198.51.100.7', '::1']].map(compileAllowlist);
    const allowed = [['192.0.2.1', '::ffff:192.0.2.1'], ['2001:db8::1'], ['198.51.100.7', '::1']];
    const question = fc.tuple(fc.nat(2), fc.constantFrom(...allowed.flat(), '', 'nonsense', '192.0.2', '2001:db9::1', '203.0.113.1'));
    fc.assert(fc.property(fc.array(question), (questions) => {
      for (const [list, address] of questions) expect(lists[list]?.allows(address)).toBe(allowed[list]?.includes(address));
    }));
  });
});
