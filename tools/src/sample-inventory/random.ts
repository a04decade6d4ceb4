import { createHash } from 'node:crypto';

/** Numbers in [0, 1) that depend on nothing but the text: another item in the catalogue moves no number of this one. */
export type Random = () => number;

const SEED = 'portcullis sample inventory 1';

/** mulberry32, seeded with the first 32 bits of SHA-256(seed, subject). */
export function randomFor(subject: string): Random {
  let state = createHash('sha256').update(`${SEED}\n${subject}`).digest().readUInt32BE(0);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
