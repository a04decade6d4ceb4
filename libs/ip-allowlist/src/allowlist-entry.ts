import { type AddressWords, parseAddress } from './address.js';
import { explainAddress, explainPrefix } from './explain-entry.js';
import { formatAddress } from './normalize-address.js';
import { hostMask, parsePrefixLength } from './range.js';

export type ParsedEntry =
  /** The entry in its normal form: as stored, shown and compiled. */
  | { readonly ok: true; readonly entry: string }
  /** What is wrong with it, and what would be right: one English sentence that quotes the entry. */
  | { readonly ok: false; readonly message: string };

/** The refused text is quoted up to this length. */
const QUOTED_CHARACTERS = 60;

/**
 * Reads one entry of an allowlist: an IPv4 or IPv6 address, or a CIDR block (RFC 4632, RFC 4291 §2.3), with space
 * around it or none. The normal form is dotted decimal or RFC 5952; a block of one address is that address, and
 * IPv4-mapped IPv6 (`::ffff:10.0.0.0/104`) is the IPv4 it stands for (`10.0.0.0/8`). Everything that two programs
 * might read in two ways is refused: leading zeros, octal and hexadecimal octets, fewer than four octets, zone ids,
 * IPv4-compatible IPv6, bits set behind the prefix.
 */
export function parseAllowlistEntry(text: string): ParsedEntry {
  const entry = text.trim();
  const refused = (why: string): ParsedEntry => ({ ok: false, message: `${quote(entry)} ${why}` });
  const slash = entry.indexOf('/');
  const address = slash < 0 ? entry : entry.slice(0, slash);
  const words = new Uint32Array(4);
  const family = address.includes('%') ? 0 : parseAddress(address, words);
  const wrong = explainAddress(address, family);
  if (family === 0 || wrong !== undefined) return refused(wrong ?? 'is not an address');
  if (slash < 0) return { ok: true, entry: formatAddress(family, words) };
  const block = parseBlock(address, entry.slice(slash + 1), family, words);
  return typeof block === 'string' ? { ok: true, entry: block } : refused(block.why);
}

function parseBlock(address: string, prefix: string, family: 4 | 6, words: AddressWords): string | { why: string } {
  const written = address.includes(':') ? 128 : 32;
  const length = parsePrefixLength(prefix);
  if (length === undefined || length > written) return { why: explainPrefix(prefix, written) };
  const bits = family === 4 ? 32 : 128;
  const networkBits = length - (written - bits);
  if (networkBits < 0) {
    return { why: 'begins among the IPv4-mapped addresses but reaches beyond them; write the IPv4 block itself, as 10.0.0.0/8' };
  }
  const network = words.map((word, index) => word & ~hostMask(networkBits + 128 - bits - 32 * index));
  const [own, start] = [formatAddress(family, words), formatAddress(family, network)];
  if (own !== start) return { why: `has bits set behind its prefix; write ${block(start, networkBits, bits)} for the block or ${own} for the one address` };
  return block(start, networkBits, bits);
}

function block(network: string, networkBits: number, bits: number): string {
  return networkBits === bits ? network : `${network}/${networkBits}`;
}

/** Quoted so that control characters show and stay harmless in logs, and bounded. */
function quote(entry: string): string {
  return JSON.stringify(entry.length > QUOTED_CHARACTERS ? `${entry.slice(0, QUOTED_CHARACTERS)}…` : entry);
}

