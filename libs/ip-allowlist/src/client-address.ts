import type { Allowlist } from './allowlist.js';
import { parseHop } from './forwarded-hop.js';
import { normalizeAddress } from './normalize-address.js';

/** Where a request comes from cannot be told: no list allows it. */
export const UNKNOWN_ADDRESS = '';

/**
 * The address a request comes from, in its normal form: the socket's own, unless that is a trusted proxy's; then the
 * rightmost hop of X-Forwarded-For that is not a trusted proxy. Whatever stands left of that hop was written by
 * whoever sent the request, and is never looked at.
 *
 * A hop that is not an address, met on the way, ends the walk: the answer is UNKNOWN_ADDRESS. Neither what stands left
 * of it nor the proxy's own address is who sent the request, and a list may hold either. Where every hop is trusted the
 * leftmost is the answer.
 *
 * @param socketAddress as Node gives it; text that is not an address (a UNIX socket has none) is unknown
 * @param forwardedFor the header's value, several header lines joined by commas in their order; undefined: none
 * @param trusted the proxies; undefined and the empty list both mean that nobody is trusted
 */
export function clientAddress(socketAddress: string, forwardedFor: string | undefined, trusted: Allowlist | undefined): string {
  let address = normalizeAddress(socketAddress) ?? UNKNOWN_ADDRESS;
  if (forwardedFor === undefined || trusted === undefined || trusted.any) return address;
  let end = forwardedFor.length;
  while (end >= 0 && trusted.allows(address)) {
    const comma = end === 0 ? -1 : forwardedFor.lastIndexOf(',', end - 1);
    const hop = parseHop(forwardedFor.slice(comma + 1, end));
    if (hop === undefined) return UNKNOWN_ADDRESS;
    address = hop;
    end = comma;
  }
  return end === forwardedFor.length || address.length === forwardedFor.length ? address : ownText(address);
}

/** A copy: a part of a header keeps the whole header, and whoever remembers addresses would keep as many headers. */
function ownText(address: string): string {
  return Buffer.from(address, 'latin1').toString('latin1');
}
