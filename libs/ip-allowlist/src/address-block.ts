import { type Family, parseAddress } from './address.js';

const words = new Uint32Array(4);

/**
 * What requests of one origin are counted by: an IPv4 address itself, of IPv6 its /64, as one customer has at least that
 * many. Text that is no address, as UNKNOWN_ADDRESS, is what it is: all who come from there count as one.
 */
export function addressBlock(address: string): string {
  const family: Family = parseAddress(address, words);
  if (family !== 6) return address;
  return `${words.subarray(0, 2).join(':')}/64`;
}
