import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createToken, digestWords, type Environment, hashToken, parseToken, tokenPrefix, TokenReader } from './index.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** A source of random bytes that a failing run can repeat. */
const seededBytes = (seed: number) => (count: number): Uint8Array => {
  let state = seed;
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
};
const environment = fc.constantFrom<Environment>('live', 'test');
const anyToken = fc.tuple(environment, fc.integer()).map(([of, seed]) => createToken(of, seededBytes(seed)));
const checksumValue = (token: string): number => Array.from(token.slice(39)).reduce((sum, digit) => sum * 62 + ALPHABET.indexOf(digit), 0);

describe('a new token', () => {
  it('has its environment in front, 30 random characters and 6 of checksum', () => {
    expect(createToken('live', randomBytes)).toMatch(/^pcl_live_[0-9A-Za-z]{36}$/);
    expect(createToken('test', randomBytes)).toMatch(/^pcl_test_[0-9A-Za-z]{36}$/);
  });

  it('is spelled as in this example, for every reader in any language', () => {
    const token = createToken('live', (count) => Uint8Array.from({ length: count }, (_, index) => index));
    expect(token).toBe('pcl_live_0123456789ABCDEFGHIJKLMNOPQRST4NpRsn');
  });

  it('is read back as what it is', () => {
    fc.assert(fc.property(environment, fc.integer(), (of, seed) => {
      expect(parseToken(createToken(of, seededBytes(seed)))).toEqual({ environment: of });
    }));
  });

  it('ends in the CRC-32 of everything before, as zlib computes it', () => {
    fc.assert(fc.property(anyToken, (token) => {
      expect(checksumValue(token)).toBe(crc32(token.slice(0, 39)));
    }));
  });

  it('has its checksum padded with zeros where the number is small', () => {
    const small = Array.from({ length: 5_000 }, (_, seed) => createToken('live', seededBytes(seed))).filter((token) => token[39] === '0' && token[40] === '0');
    expect(small.length).toBeGreaterThan(0);
    expect(small.every((token) => token.length === 45 && parseToken(token) !== undefined)).toBe(true);
  });

  it('draws again for the bytes that would favour some characters', () => {
    const token = createToken('live', (count) => Uint8Array.from({ length: count }, (_, index) => (index % 2 === 0 ? 248 + (index % 8) : 247)));
    expect(token.slice(9, 39)).toBe('z'.repeat(30));
  });

  it('uses every character equally often', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 4_000; n++) for (const character of createToken('live', randomBytes).slice(9, 39)) counts.set(character, (counts.get(character) ?? 0) + 1);
    const expected = (4_000 * 30) / 62;
    const chiSquared = Array.from(ALPHABET).reduce((sum, character) => sum + ((counts.get(character) ?? 0) - expected) ** 2 / expected, 0);
    // 61 degrees of freedom: a fair source is above this once in ten million runs.
    expect(chiSquared).toBeLessThan(130);
  });

  it('is not made from a source that gives nothing usable', () => {
    expect(() => createToken('live', (count) => new Uint8Array(count).fill(255))).toThrow('random');
    expect(() => createToken('live', () => new Uint8Array(0))).toThrow('random');
  });
});

describe('reading a token', () => {
  it('refuses it with any one character changed', () => {
    const replacement = fc.oneof(fc.constantFrom(...Array.from(ALPHABET)), fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }));
    fc.assert(
      fc.property(anyToken, fc.nat(44), replacement, (token, at, character) => {
        fc.pre(token[at] !== character);
        expect(parseToken(token.slice(0, at) + character + token.slice(at + 1))).toBeUndefined();
      }),
      { numRuns: 5_000 },
    );
  });

  it('refuses it with any two neighbours swapped', () => {
    fc.assert(fc.property(anyToken, fc.nat(43), (token, at) => {
      const swapped = token.slice(0, at) + token.charAt(at + 1) + token.charAt(at) + token.slice(at + 2);
      expect(parseToken(swapped) === undefined).toBe(swapped !== token);
    }));
  });

  it('refuses it cut short, with something around it, or in the other environment', () => {
    fc.assert(fc.property(anyToken, fc.nat(44), fc.string({ minLength: 1 }), (token, length, more) => {
      expect([token.slice(0, length), token + more, more + token].map(parseToken)).toEqual([undefined, undefined, undefined]);
      const other = token.startsWith('pcl_live_') ? token.replace('live', 'test') : token.replace('test', 'live');
      expect(parseToken(other)).toBeUndefined();
    }));
  });

  it('refuses a wide character that shares its low byte with the right one', () => {
    fc.assert(fc.property(anyToken, fc.nat(44), fc.integer({ min: 1, max: 255 }), (token, at, high) => {
      const wide = String.fromCharCode(token.charCodeAt(at) + high * 256);
      expect(parseToken(token.slice(0, at) + wide + token.slice(at + 1))).toBeUndefined();
    }));
  });

  it('refuses characters outside the alphabet even under the right checksum', () => {
    for (const stranger of ['-', '_', ' ', '"', '\n', '~']) {
      const body = `pcl_live_${stranger}${'0'.repeat(29)}`;
      let rest = crc32(body);
      let checksum = '';
      for (; checksum.length < 6; rest = Math.floor(rest / 62)) checksum = ALPHABET.charAt(rest % 62) + checksum;
      expect(parseToken(body + checksum)).toBeUndefined();
    }
  });

  it('never throws and never accepts garbage', () => {
    const shaped = fc.string({ unit: fc.constantFrom(...Array.from(ALPHABET)), minLength: 36, maxLength: 36 });
    const garbage = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), shaped.map((body) => `pcl_live_${body}`), shaped.map((body) => `pcl_prod_${body}`));
    fc.assert(
      fc.property(garbage, (text) => {
        expect(parseToken(text)).toBeUndefined();
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('a token at rest', () => {
  it('is the SHA-256 of all of it', () => {
    fc.assert(fc.property(anyToken, (token) => {
      expect(hashToken(token).equals(createHash('sha256').update(token).digest())).toBe(true);
    }));
  });

  it('is the same hash, as words, to who reads one token after the other', () => {
    const reader = new TokenReader();
    fc.assert(fc.property(anyToken, (token) => {
      reader.read(token);
      reader.hash();
      expect(reader.digest).toEqual(digestWords(hashToken(token)));
    }));
  });

  it('is labelled by its first twelve characters', () => {
    expect(tokenPrefix('pcl_live_0123456789ABCDEFGHIJKLMNOPQRST4NpRsn')).toBe('pcl_live_012');
  });
});
