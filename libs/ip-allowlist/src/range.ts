import { type AddressWords, type Family, parseAddress } from './address.js';

/** First and last address of a block; of an IPv4 block only the last word of each counts. */
export interface AddressRange {
  readonly family: Exclude<Family, 0>;
  readonly first: AddressWords;
  readonly last: AddressWords;
}

/** Reads an entry in its normal form (`10.0.0.0/8`, `2001:db8::1`); undefined: not one. */
export function parseRange(entry: string): AddressRange | undefined {
  const slash = entry.indexOf('/');
  const first = new Uint32Array(4);
  const family = parseAddress(slash < 0 ? entry : entry.slice(0, slash), first);
  if (family === 0) return undefined;
  const bits = family === 4 ? 32 : 128;
  const prefixLength = slash < 0 ? bits : parsePrefixLength(entry.slice(slash + 1));
  if (prefixLength === undefined || prefixLength > bits) return undefined;
  return { family, first, last: lastAddress(first, prefixLength + 128 - bits) };
}

/** Decimal, without sign and leading zeros; undefined: not a prefix length. */
export function parsePrefixLength(text: string): number | undefined {
  return /^(?:0|[1-9][0-9]{0,2})$/.test(text) ? Number(text) : undefined;
}

/** The address with every bit after the first `prefixLength` (of 128) set. */
function lastAddress(first: AddressWords, prefixLength: number): AddressWords {
  return first.map((word, index) => word | hostMask(prefixLength - 32 * index));
}

/** The bits of one word that lie behind its first `networkBits`. */
export function hostMask(networkBits: number): number {
  if (networkBits >= 32) return 0;
  return networkBits <= 0 ? 0xffffffff : 0xffffffff >>> networkBits;
}
