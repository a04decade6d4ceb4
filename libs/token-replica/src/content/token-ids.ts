import { PackedIds } from './packed-ids.js';
import { SegmentedTable } from './segmented-table.js';

/**
 * Token ids and their numbers: 0, 1, 2 … in the order in which they came; none is ever taken away. An id of the usual
 * form takes 20 bytes here instead of the 100 or so of a string in a Map, and no object; any other one is kept as it is.
 */
export class TokenIds {
  private readonly packed = new PackedIds();
  private readonly numbers: SegmentedTable;
  /** Ids of another form than token-service gives. */
  private readonly unusual = new Map<string, number>();
  private readonly unusualTexts = new Map<number, string>();
  private readonly wanted = new Uint32Array(PackedIds.WORDS);

  /** @param segmentSlots see SegmentedTable. */
  constructor(segmentSlots?: number) {
    this.numbers = new SegmentedTable(segmentSlots);
  }

  get size(): number {
    return this.packed.size;
  }

  /** The id's number, or -1. */
  find(id: string): number {
    if (!PackedIds.pack(id, this.wanted)) return this.unusual.get(id) ?? -1;
    return this.findWanted();
  }

  /** The id's number; a new one where it has none: then the `size` before. */
  intern(id: string): number {
    if (!PackedIds.pack(id, this.wanted)) return this.unusual.get(id) ?? this.addUnusual(id);
    return this.internWanted();
  }

  /** As `find`, of the id with this number among others: without making a text of it. */
  findFrom(others: TokenIds, number: number): number {
    const unusual = others.unusualTexts.get(number);
    if (unusual !== undefined) return this.find(unusual);
    others.packed.read(number, this.wanted);
    return this.findWanted();
  }

  /** As `intern`, of the id with this number among others: without making a text of it. */
  internFrom(others: TokenIds, number: number): number {
    const unusual = others.unusualTexts.get(number);
    if (unusual !== undefined) return this.intern(unusual);
    others.packed.read(number, this.wanted);
    return this.internWanted();
  }

  /** Writes the packed words of an id into `words`; false: it has another form than token-service gives. */
  readPacked(number: number, words: Uint32Array): boolean {
    if (this.unusualTexts.has(number)) return false;
    this.packed.read(number, words);
    return true;
  }

  /** Gives the next number to an id that is told later. */
  reserve(): void {
    this.packed.add(undefined);
  }

  /** Tells the id of a number that was reserved: five words from `at` on. */
  restorePacked(number: number, words: Uint32Array, at: number): void {
    this.packed.set(number, words, at);
    this.numbers.add(hashOf(words, at), number);
  }

  restoreText(number: number, id: string): void {
    this.unusual.set(id, number);
    this.unusualTexts.set(number, id);
  }

  text(number: number): string {
    return this.unusualTexts.get(number) ?? this.packed.text(number);
  }

  private findWanted(hash = hashOf(this.wanted)): number {
    let number = this.numbers.first(hash);
    while (number !== -1 && !this.packed.isAt(number, this.wanted)) number = this.numbers.next();
    return number;
  }

  private internWanted(): number {
    const hash = hashOf(this.wanted);
    const known = this.findWanted(hash);
    if (known !== -1) return known;
    const number = this.packed.add(this.wanted);
    this.numbers.add(hash, number);
    return number;
  }

  private addUnusual(id: string): number {
    // Its packed place stays empty, so that numbers are one sequence.
    const number = this.packed.add(undefined);
    this.unusual.set(id, number);
    this.unusualTexts.set(number, id);
    return number;
  }
}

/** Mixes all the words into 32 evenly distributed bits (the finalizer of MurmurHash3): ids need not be random. */
function hashOf(words: Uint32Array, at = 0): number {
  let hash = 0;
  for (let word = at; word < at + PackedIds.WORDS; word += 1) {
    hash = Math.imul(hash ^ (words[word] ?? 0), 0x85eb_ca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}
