import { describe, expect, it } from '@jest/globals';
import { BlockList, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { compileAllowlist, parseAllowlistEntry } from './index.js';

/** A few bytes and groups, so that blocks and addresses meet. */
const byte = fc.constantFrom(0, 1, 10, 127, 128, 254, 255);
const ipv4 = fc.array(byte, { minLength: 4, maxLength: 4 }).map((bytes) => bytes.join('.'));
const group = fc.constantFrom('0', '1', '2001', 'db8', 'ffff', '7fff', '8000', 'fe80');
/** None that is IPv4 in other clothes. */
const ipv6 = fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(':')).filter((text) => !text.startsWith('0:0:0:0:0:'));
const block = fc.oneof(fc.tuple(ipv4, fc.nat(32)), fc.tuple(ipv6, fc.nat(128))).map(([text, prefix]) => ({ network: networkOf(text, prefix), prefix }));

interface Block {
  readonly network: string;
  readonly prefix: number;
}

/** The address with its host bits cleared by arithmetic on one big number. */
function networkOf(text: string, prefix: number): string {
  const [bits, radix, separator, width] = isIPv6(text) ? [128, 16, ':', 16n] : [32, 10, '.', 8n];
  const value = text.split(separator).reduce((sum, part) => (sum << width) + BigInt(Number.parseInt(part, radix)), 0n);
  const hostBits = BigInt(bits - prefix);
  const network = (value >> hostBits) << hostBits;
  const parts = Array.from({ length: bits / Number(width) }, (_, index) => (network >> (BigInt(bits) - width * BigInt(index + 1))) & ((1n << width) - 1n));
  return parts.map((part) => part.toString(radix)).join(separator);
}

/** What Node's own list says of blocks of the address's family: it would let `::/0` take IPv4 in as well. */
function allowedByNode(blocks: readonly Block[], address: string): boolean {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  for (const { network, prefix } of blocks) if (isIPv6(network) === isIPv6(address)) list.addSubnet(network, prefix, family);
  return list.check(address, family);
}

function compile(blocks: readonly Block[]): ReturnType<typeof compileAllowlist> {
  const entries = blocks.map(({ network, prefix }) => parseAllowlistEntry(`${network}/${prefix}`));
  return compileAllowlist(entries.map((entry) => (entry.ok ? entry.entry : entry.message)));
}

describe('an allowlist of blocks as people write them', () => {
  it('allows exactly the addresses that Node’s BlockList finds in the same blocks', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), fc.oneof(ipv4, ipv6), (blocks, address) => {
        const list = compile(blocks);
        expect(list.allows(address)).toBe(allowedByNode(blocks, address));
        if (!isIPv6(address)) expect(list.allows(`::ffff:${address}`)).toBe(list.allows(address));
      }),
      { numRuns: 2_000 },
    );
  });
});
