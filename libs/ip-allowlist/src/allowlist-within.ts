import { type AddressRange, parseRange } from './range.js';

/**
 * Whether a list admits no address that the other does not; both in their normal form, none: any address. Each block has
 * to lie within one of the other's: that several together cover it is not found out, nor is an entry that cannot be read
 * within anything.
 */
export function isAllowlistWithin(entries: readonly string[], outer: readonly string[]): boolean {
  if (outer.length === 0) return true;
  if (entries.length === 0) return false;
  const same = new Set(outer);
  const blocks = outer.map(parseRange).filter((range): range is AddressRange => range !== undefined);
  return entries.every((entry) => same.has(entry) || isHeld(parseRange(entry), blocks));
}

function isHeld(range: AddressRange | undefined, blocks: readonly AddressRange[]): boolean {
  return range !== undefined && blocks.some((block) => holds(block, range));
}

/** Two CIDR blocks are apart or one holds the other: the one that begins no later and ends no earlier. */
function holds(block: AddressRange, { family, first, last }: AddressRange): boolean {
  return block.family === family && !isBefore(first, block.first) && !isBefore(block.last, last);
}

function isBefore(one: Uint32Array, other: Uint32Array): boolean {
  const at = one.findIndex((word, index) => word !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}
