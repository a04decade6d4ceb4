const DOT = 0x2e;
const ZERO = 0x30;

/**
 * The 32 bits of a dotted quad as a number from 0 to 4 294 967 295, or -1. Exactly four decimal octets without leading
 * zeros (RFC 6943 §3.1.1, the strict form): ipaddr.js would also read `010.1`, `0x0a000001` and `167772161`, and a
 * list and a socket that read one text differently are a hole. Allocates nothing.
 */
export function parseIpv4(text: string, start: number, end: number): number {
  let address = 0;
  let octet = -1;
  let dots = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (octet < 0 || ++dots > 3) return -1;
      address = address * 256 + octet;
      octet = -1;
      continue;
    }
    const digit = code - ZERO;
    if (digit < 0 || digit > 9 || octet === 0) return -1;
    octet = octet < 0 ? digit : octet * 10 + digit;
    if (octet > 255) return -1;
  }
  return dots === 3 && octet >= 0 ? address * 256 + octet : -1;
}
