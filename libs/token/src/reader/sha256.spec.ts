import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { digestWords } from './digest-words.js';
import { CompiledModule } from './engine.js';
import { PLACES } from './memory-places.js';
import { moduleBytes } from './module.js';
import { sha256 } from './sha256.js';
import { INITIAL_HASH, ROUND_CONSTANTS } from './sha256-constants.js';
import { TokenReader } from './token-reader.js';

const { functions, memory } = new CompiledModule<{ hash: () => void }>(moduleBytes([sha256()])).instantiate();

/** Of at most 55 bytes: what fits in one block, padded as FIPS 180-4 §5.1.1 says. */
function hashOf(message: Uint8Array): string {
  const block = new Uint8Array(memory, PLACES.block, 64).fill(0);
  block.set(message);
  block[message.length] = 0x80;
  new DataView(memory).setUint32(PLACES.block + 60, message.length * 8);
  functions.hash();
  return Buffer.from(memory, PLACES.digest, 32).toString('hex');
}

describe('SHA-256 of one block', () => {
  it('has the constants of FIPS 180-4', () => {
    const hex = (words: readonly number[]): string => words.map((word) => word.toString(16).padStart(8, '0')).join(' ');
    expect(hex(INITIAL_HASH)).toBe('6a09e667 bb67ae85 3c6ef372 a54ff53a 510e527f 9b05688c 1f83d9ab 5be0cd19');
    expect(hex(ROUND_CONSTANTS.slice(0, 8))).toBe('428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5');
    expect(hex(ROUND_CONSTANTS.slice(56))).toBe('748f82ee 78a5636f 84c87814 8cc70208 90befffa a4506ceb bef9a3f7 c67178f2');
    expect(ROUND_CONSTANTS).toHaveLength(64);
  });

  it('is what NIST gives for its examples', () => {
    expect(hashOf(Buffer.from('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(hashOf(Buffer.from(''))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('is what node:crypto computes, of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 55 }), (message) => {
        expect(hashOf(message)).toBe(createHash('sha256').update(message).digest('hex'));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is of the string that was read last, in each reader', () => {
    const readers = [new TokenReader(), new TokenReader()] as const;
    const character = fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code));
    const text = fc.string({ unit: character, minLength: 45, maxLength: 45 });
    fc.assert(fc.property(fc.tuple(text, text), (texts) => {
      for (const [at, reader] of readers.entries()) reader.read(texts[at] ?? '');
      for (const reader of readers) reader.hash();
      expect(readers.map(({ digest }) => digest)).toEqual(texts.map((one) => digestWords(createHash('sha256').update(one).digest())));
    }));
  });
});
