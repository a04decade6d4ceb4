const SLOT_WORDS = 12; // 48 bytes: 8 words of SHA-256, the token's row + 1, a spare word, and the secret's end in two
const ROW = 8;
const END = 10;
const MAX_LOAD = 0.6;

/**
 * SHA-256 of a secret → the row of its token: open addressing with linear probing in one typed array, the full digest
 * compared. One array means no object for each token and nothing for the garbage collector to walk: against a Map of
 * objects about twice as fast at a million tokens and half the memory, and at ten million the longest collection takes
 * milliseconds, not a second.
 *
 * The digest is uniformly distributed already, so its first word is the hash. An attacker cannot aim for collisions:
 * the digest is of a secret that the token service drew.
 */
export class SecretIndex {
  private capacity: number;
  private words: Uint32Array;
  private ends: Float64Array;
  private used = 0;

  /** @param expected number of secrets to make room for at once. */
  constructor(expected = 1_024) {
    this.capacity = 2 ** Math.ceil(Math.log2(Math.max(16, expected / MAX_LOAD)));
    this.words = new Uint32Array(this.capacity * SLOT_WORDS);
    this.ends = new Float64Array(this.words.buffer);
  }

  get size(): number {
    return this.used;
  }

  /** @returns the slot that holds the digest, or -1. */
  find(digest: Uint32Array): number {
    const { words } = this;
    for (let slot = this.home(digest[0] ?? 0); ; slot = (slot + 1) & (this.capacity - 1)) {
      const at = slot * SLOT_WORDS;
      if (words[at + ROW] === 0) return -1;
      if (holds(words, at, digest)) return slot;
    }
  }

  rowAt(slot: number): number {
    return (this.words[slot * SLOT_WORDS + ROW] ?? 0) - 1;
  }

  /** Exclusive end of the secret's grace period, epoch ms; Infinity for a current secret. */
  endAt(slot: number): number {
    return this.ends[(slot * SLOT_WORDS + END) / 2] ?? 0;
  }

  /** Adds the secret, or moves it to this row with this end. */
  set(digest: Uint32Array, row: number, endMs: number): void {
    if ((this.used + 1) / this.capacity > MAX_LOAD) this.grow();
    let slot = this.home(digest[0] ?? 0);
    for (; ; slot = (slot + 1) & (this.capacity - 1)) {
      const at = slot * SLOT_WORDS;
      if (this.words[at + ROW] === 0) {
        this.words.set(digest, at);
        this.used += 1;
        break;
      }
      if (holds(this.words, at, digest)) break;
    }
    this.words[slot * SLOT_WORDS + ROW] = row + 1;
    this.ends[(slot * SLOT_WORDS + END) / 2] = endMs;
  }

  /** Removes the secret; the slots after it move back, so that no tombstone lengthens later searches. */
  delete(digest: Uint32Array): void {
    let hole = this.find(digest);
    if (hole < 0) return;
    const mask = this.capacity - 1;
    for (let slot = (hole + 1) & mask; this.words[slot * SLOT_WORDS + ROW] !== 0; slot = (slot + 1) & mask) {
      const home = this.home(this.words[slot * SLOT_WORDS] ?? 0);
      // A slot may move back only if the hole lies on its own way from its home.
      if (((slot - home) & mask) < ((slot - hole) & mask)) continue;
      this.words.copyWithin(hole * SLOT_WORDS, slot * SLOT_WORDS, (slot + 1) * SLOT_WORDS);
      hole = slot;
    }
    this.words.fill(0, hole * SLOT_WORDS, (hole + 1) * SLOT_WORDS);
    this.used -= 1;
  }

  private home(firstWord: number): number {
    return firstWord & (this.capacity - 1);
  }

  private grow(): void {
    const { words, ends, capacity } = this;
    this.capacity = capacity * 2;
    this.words = new Uint32Array(this.capacity * SLOT_WORDS);
    this.ends = new Float64Array(this.words.buffer);
    this.used = 0;
    for (let at = 0; at < words.length; at += SLOT_WORDS) {
      const row = words[at + ROW] ?? 0;
      if (row !== 0) this.set(words.subarray(at, at + ROW), row - 1, ends[(at + END) / 2] ?? 0);
    }
  }
}

function holds(words: Uint32Array, at: number, digest: Uint32Array): boolean {
  for (let word = 0; word < ROW; word += 1) if (words[at + word] !== digest[word]) return false;
  return true;
}
