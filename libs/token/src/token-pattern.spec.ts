import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createToken, type Environment, TOKEN_PATTERN } from './index.js';

const token = fc
  .tuple(fc.constantFrom<Environment>('live', 'test'), fc.uint8Array({ minLength: 60, maxLength: 60 }))
  .map(([environment, bytes]) => createToken(environment, (count) => Uint8Array.from({ length: count }, (_, index) => (bytes[index % bytes.length] ?? 0) % 248)));
/** Whatever does not go on with the word. */
const aside = fc.string({ unit: fc.constantFrom('"', "'", ' ', '\n', '=', '&', '-', '.', '/', '\\', '%', '<', ':') });
const found = (text: string): readonly string[] => text.match(new RegExp(TOKEN_PATTERN, 'g')) ?? [];

describe('the pattern for secret scanners', () => {
  it('finds every token, alone and in any text, and takes nothing beside it', () => {
    fc.assert(
      fc.property(aside, token, aside, (before, given, after) => {
        expect(found(before + given + after)).toEqual([given]);
        expect(found(`%3D${given}`)).toEqual([given]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds nothing that is longer or shorter', () => {
    fc.assert(
      fc.property(token, fc.nat(44), (given, at) => {
        expect(found(given.slice(0, at) + given.slice(at + 1))).toEqual([]);
        expect(found(`${given}x`)).toEqual([]);
        expect(found(`${given}_0`)).toEqual([]);
      }),
    );
  });

  it('finds nothing in which one character is of no token', () => {
    fc.assert(
      fc.property(token, fc.nat(44), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), (given, at, character) => {
        fc.pre(at === 3 || at === 8 ? character !== '_' : !/[0-9A-Za-z]/.test(character));
        expect(found(given.slice(0, at) + character + given.slice(at + 1))).toEqual([]);
      }),
    );
  });

  it('is what stands in the documents', () => {
    expect(TOKEN_PATTERN).toBe(String.raw`pcl_(?:live|test)_[0-9A-Za-z]{36}\b`);
  });
});
