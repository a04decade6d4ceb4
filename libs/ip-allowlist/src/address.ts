import { parseIpv4 } from './parse-ipv4.js';
import { parseIpv6 } from './parse-ipv6.js';

/** 0: not an address. An IPv4-mapped IPv6 address (`::ffff:1.2.3.4`, RFC 4291 §2.5.5.2) is the IPv4 address it maps. */
export type Family = 0 | 4 | 6;

/** An address as four 32-bit words, most significant first; an IPv4 address stands in the last one. */
export type AddressWords = Uint32Array;

const groups = new Uint16Array(8);

/**
 * Reads an address as a socket gives it into `words`. A zone id (`fe80::1%eth0`, RFC 4007 §11) is dropped from a
 * link-local address, where sockets put it; on any other address it is refused. Allocates nothing.
 */
export function parseAddress(text: string, words: AddressWords): Family {
  const address = parseIpv4(text, 0, text.length);
  if (address >= 0) {
    words[3] = address;
    return 4;
  }
  const percent = text.indexOf('%');
  if (percent === text.length - 1) return 0;
  if (!parseIpv6(text, percent < 0 ? text.length : percent, groups)) return 0;
  for (let word = 0; word < 4; word++) words[word] = ((groups[2 * word] ?? 0) << 16) | (groups[2 * word + 1] ?? 0);
  if (percent >= 0 && !isLinkLocal(words)) return 0;
  return isMapped(words) ? 4 : 6;
}

/** fe80::/10. */
function isLinkLocal(words: AddressWords): boolean {
  return (words[0] ?? 0) >>> 22 === 0xfe80 >>> 6;
}

function isMapped(words: AddressWords): boolean {
  return words[0] === 0 && words[1] === 0 && words[2] === 0xffff;
}
