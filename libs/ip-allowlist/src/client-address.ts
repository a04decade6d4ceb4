import type { Allowlist } from './allowlist.js';
import { normalizeAddress } from './normalize-address.js';

/**
 * The address a request comes from, in its normal form: the socket's own, unless that is a trusted proxy's; then the
 * rightmost hop of X-Forwarded-For that is not a trusted proxy. Whatever stands left of that hop was written by
 * whoever sent the request, and is never looked at.
 *
 * A hop that is not an address (a name, a port, an obfuscated identifier, nothing between two commas) ends the walk:
 * the answer is the last good hop right of it, a trusted proxy's address. A range for clients refuses it, so a
 * malformed header never opens anything. Where every hop is trusted, the leftmost is the answer.
 *
 * @param socketAddress as Node gives it; text that is not an address (a UNIX socket has none) is returned unchanged
 * @param forwardedFor the header's value, several header lines joined by commas in their order; undefined: none
 * @param trusted the proxies; undefined and the empty list both mean that nobody is trusted
 */
export function clientAddress(socketAddress: string, forwardedFor: string | undefined, trusted: Allowlist | undefined): string {
  let address = normalizeAddress(socketAddress) ?? socketAddress;
  if (forwardedFor === undefined || trusted === undefined || trusted.any) return address;
  let end = forwardedFor.length;
  while (end >= 0 && trusted.allows(address)) {
    const comma = end === 0 ? -1 : forwardedFor.lastIndexOf(',', end - 1);
    const hop = normalizeAddress(forwardedFor.slice(comma + 1, end).trim());
    if (hop === undefined) break;
    address = hop;
    end = comma;
  }
  return address;
}
