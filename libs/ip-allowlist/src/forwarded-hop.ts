import { normalizeAddress } from './normalize-address.js';

/** `192.0.2.1:4711`: what follows the last colon is a port. */
const IPV4_WITH_PORT = /^([0-9.]+):([0-9]{1,5})$/;
/** `[2001:db8::1]` and `[2001:db8::1]:4711` (RFC 3986 §3.2.2). Without brackets no port can be told from a group. */
const BRACKETED = /^\[([0-9A-Fa-f:.]+)\](?::([0-9]{1,5}))?$/;
const MAX_PORT = 65_535;

/**
 * The address in normal form of one entry of X-Forwarded-For, with spaces and tabs around it or none. Some proxies add
 * the client's port, which is dropped. undefined: anything else, as a name, `unknown`, quotes, an obfuscated identifier
 * of RFC 7239 or nothing at all.
 */
export function parseHop(entry: string): string | undefined {
  const text = withoutSpace(entry);
  const address = normalizeAddress(text);
  if (address !== undefined) return address;
  const [, inBrackets, itsPort] = BRACKETED.exec(text) ?? [];
  if (inBrackets !== undefined) return isPort(itsPort) && inBrackets.includes(':') ? normalizeAddress(inBrackets) : undefined;
  const [, ipv4, port] = IPV4_WITH_PORT.exec(text) ?? [];
  return ipv4 !== undefined && isPort(port) ? normalizeAddress(ipv4) : undefined;
}

const isPort = (digits: string | undefined): boolean => digits === undefined || Number(digits) <= MAX_PORT;

/** Not trim: to it, and to no proxy, a no-break space is space too. A loop, as a pattern may take quadratic time. */
function withoutSpace(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09;
