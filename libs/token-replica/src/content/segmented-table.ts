/** 320 KiB a segment, as pairs of a hash and a reference: splitting one takes a millisecond. Full with 2¹⁵ entries. */
const SEGMENT_SLOTS = 40_960;
const MAX_LOAD = 0.8;
/** So many segments, by the upper half of the hash; the lower half is the place within one. */
const MAX_DEPTH = 16;

interface Segment {
  /** Two words a slot: the whole hash, and the reference + 1; 0 where the slot is free. */
  readonly words: Uint32Array;
  /** How many leading bits of the hash all its entries have in common. */
  readonly depth: number;
  used: number;
}

/**
 * A 32-bit hash → references, numbers up to 2³² − 2; whoever asks compares what a reference stands for. Extendible
 * hashing (Fagin et al. 1979): the leading bits of a hash choose a segment, within which open addressing with linear
 * probing finds the slot. A full segment splits in two, and no other one is touched: growth never stops the process for
 * longer than that, and there is always exactly one place to look. The segments are a few large buffers, in which the
 * garbage collector has nothing to walk.
 *
 * The hash must be evenly distributed. The cursor that `first` and `next` move belongs to whoever searched last.
 */
export class SegmentedTable {
  private directory: Segment[];
  /** The directory has 2^depth entries. */
  private depth = 0;
  private readonly limit: number;
  private count = 0;
  private cursorWords: Uint32Array;
  private cursor = 0;
  /** Signed, as every hash that is compared: a number of 32 bits without a sign may be one on the heap. */
  private cursorHash = 0;

  /** @param slots of a segment, at most 65 536; a test takes few to see many splits. */
  constructor(private readonly slots = SEGMENT_SLOTS) {
    this.limit = Math.floor(slots * MAX_LOAD);
    const only = this.newSegment(0);
    this.directory = [only];
    this.cursorWords = only.words;
  }

  get size(): number {
    return this.count;
  }

  /** The first reference under this hash, or -1; `next` gives the further ones. */
  first(hash: number): number {
    this.cursorWords = this.segmentOf(hash).words;
    this.cursorHash = hash | 0;
    return this.from(homeOf(hash, this.slots));
  }

  /** The reference after the one that was given last, or -1. */
  next(): number {
    return this.from(after(this.cursor, this.slots));
  }

  /** Adds a reference under this hash, beside those that are there. */
  add(hash: number, reference: number): void {
    let segment = this.segmentOf(hash);
    while (segment.used >= this.limit && segment.depth < MAX_DEPTH) {
      this.split(segment, hash);
      segment = this.segmentOf(hash);
    }
    // One free slot has to remain, where a search ends.
    if (segment.used >= this.slots - 1) throw new RangeError('too many entries begin with the same bits');
    place(segment, this.slots, hash, reference + 1);
    this.count += 1;
  }

  /** Removes this reference; the slots after it move back, so that no tombstone lengthens later searches. */
  delete(hash: number, reference: number): void {
    let found = this.first(hash);
    while (found !== -1 && found !== reference) found = this.next();
    if (found === -1) return;
    closeHole(this.cursorWords, this.slots, this.cursor);
    this.segmentOf(hash).used -= 1;
    this.count -= 1;
  }

  private from(first: number): number {
    const { cursorWords, cursorHash, slots } = this;
    for (let slot = first; ; slot = after(slot, slots)) {
      const reference = cursorWords[2 * slot + 1] ?? 0;
      if (reference === 0) return -1;
      if (((cursorWords[2 * slot] ?? 0) | 0) !== cursorHash) continue;
      this.cursor = slot;
      return reference - 1;
    }
  }

  private segmentOf(hash: number): Segment {
    const segment = this.directory[leading(hash, this.depth)];
    if (segment === undefined) throw new RangeError(`no segment for ${hash} at depth ${this.depth}`);
    return segment;
  }

  private split(full: Segment, hash: number): void {
    if (full.depth === this.depth) {
      this.directory = this.directory.flatMap((segment) => [segment, segment]);
      this.depth += 1;
    }
    const depth = full.depth + 1;
    const halves = [this.newSegment(depth), this.newSegment(depth)] as const;
    for (let at = 0; at < full.words.length; at += 2) {
      const reference = full.words[at + 1] ?? 0;
      const entry = full.words[at] ?? 0;
      if (reference !== 0) place(leading(entry, depth) % 2 === 0 ? halves[0] : halves[1], this.slots, entry, reference);
    }
    const share = 2 ** (this.depth - full.depth);
    const from = leading(hash, full.depth) * share;
    this.directory.fill(halves[0], from, from + share / 2).fill(halves[1], from + share / 2, from + share);
  }

  private newSegment(depth: number): Segment {
    return { words: new Uint32Array(2 * this.slots), depth, used: 0 };
  }
}

/** The first `count` bits of a hash, 0 to 16, as a number. A shift by 32 would be one by nothing. */
function leading(hash: number, count: number): number {
  return count === 0 ? 0 : hash >>> (32 - count);
}

/** Where a search for this hash begins: its lower 16 bits, scaled to the slots. */
function homeOf(hash: number, slots: number): number {
  return Math.imul(hash & 0xffff, slots) >>> 16;
}

function after(slot: number, slots: number): number {
  return slot + 1 === slots ? 0 : slot + 1;
}

function place(segment: Segment, slots: number, hash: number, stored: number): void {
  const { words } = segment;
  let slot = homeOf(hash, slots);
  while (words[2 * slot + 1] !== 0) slot = after(slot, slots);
  words[2 * slot] = hash;
  words[2 * slot + 1] = stored;
  segment.used += 1;
}

function closeHole(words: Uint32Array, slots: number, from: number): void {
  let hole = from;
  for (let slot = after(hole, slots); words[2 * slot + 1] !== 0; slot = after(slot, slots)) {
    const home = homeOf(words[2 * slot] ?? 0, slots);
    // A slot may move back only if the hole lies on its own way from its home.
    if ((slot - home + slots) % slots < (slot - hole + slots) % slots) continue;
    words.copyWithin(2 * hole, 2 * slot, 2 * slot + 2);
    hole = slot;
  }
  words.fill(0, 2 * hole, 2 * hole + 2);
}
