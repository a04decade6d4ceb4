import { parseIpv4 } from './parse-ipv4.js';

const COLON = 0x3a;
const DOT = 0x2e;
const GROUPS = 8;
/** Of a group. */
const MAX_DIGITS = 4;

/**
 * Reads an IPv6 address (RFC 4291 §2.2: eight groups, `::` once for one or more of them, the last two groups also as a
 * dotted quad) from `text` up to `end` into eight 16-bit groups. False: not an address, and `groups` is of no use.
 * Written by hand because it runs on every request of an IPv6 client: it takes about a tenth of what ipaddr.js does.
 */
export function parseIpv6(text: string, end: number, groups: Uint16Array): boolean {
  const startsWithGap = text.charCodeAt(0) === COLON && text.charCodeAt(1) === COLON;
  let count = 0;
  let gap = startsWithGap ? 0 : -1;
  let at = startsWithGap ? 2 : 0;
  while (at < end) {
    const start = at;
    let group = 0;
    for (; at < end && at - start <= MAX_DIGITS; at++) {
      const digit = hexDigit(text.charCodeAt(at));
      if (digit < 0) break;
      group = group * 16 + digit;
    }
    if (at < end && text.charCodeAt(at) === DOT) return endWithDottedQuad(text, start, end, groups, count, gap);
    if (at === start || at - start > MAX_DIGITS || count === GROUPS) return false;
    groups[count++] = group;
    if (at === end) break;
    if (text.charCodeAt(at++) !== COLON || at === end) return false;
    if (text.charCodeAt(at) !== COLON) continue;
    if (gap >= 0) return false;
    gap = count;
    at++;
  }
  return openGap(groups, count, gap);
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function endWithDottedQuad(text: string, start: number, end: number, groups: Uint16Array, count: number, gap: number): boolean {
  const address = parseIpv4(text, start, end);
  if (address < 0 || count > GROUPS - 2) return false;
  groups[count] = address >>> 16;
  groups[count + 1] = address & 0xffff;
  return openGap(groups, count + 2, gap);
}

/** Moves the groups after `::` to the end and fills the room between with zeros. */
function openGap(groups: Uint16Array, count: number, gap: number): boolean {
  if (gap < 0) return count === GROUPS;
  if (count === GROUPS) return false;
  const tail = count - gap;
  groups.copyWithin(GROUPS - tail, gap, count);
  groups.fill(0, gap, GROUPS - tail);
  return true;
}
