import ipaddr from 'ipaddr.js';
import { type AddressWords, type Family, parseAddress } from './address.js';

const words = new Uint32Array(4);

/**
 * The one text of an address: dotted decimal for IPv4, also where it came mapped (`::ffff:1.2.3.4`), RFC 5952 for IPv6.
 * A zone id is dropped from link-local addresses, where sockets put it. undefined: not an address. About a tenth of a
 * microsecond for IPv4, and several microseconds for IPv6, as ipaddr.js writes it: once a request, not once a check.
 */
export function normalizeAddress(text: string): string | undefined {
  const family = parseAddress(text, words);
  if (family === 0) return undefined;
  // The strict parser reads a dotted quad in its one form only, so the text needs no writing anew; most requests end here.
  return family === 4 && text.includes('.') ? text.slice(text.lastIndexOf(':') + 1) : formatAddress(family, words);
}

/** The normal form of an address in words; `family` is what the parser said of it, 4 or 6. */
export function formatAddress(family: Exclude<Family, 0>, address: AddressWords): string {
  return ipaddr.fromByteArray(toBytes(address).slice(family === 4 ? 12 : 0)).toString();
}

function toBytes(address: AddressWords): number[] {
  return Array.from(address).flatMap((word) => [word >>> 24, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff]);
}
