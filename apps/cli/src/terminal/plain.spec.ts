import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plain, plainJson } from './plain.js';

const unicode = fc.string({ unit: 'binary', maxLength: 200 });
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

describe('plain', () => {
  it('leaves nothing in any text that a terminal obeys', () => {
    fc.assert(fc.property(unicode, (text) => !STEERING.test(plain(text))));
  });

  it('leaves what people write as it is', () => {
    for (const text of ['Kasir – toko №7', '出口', 'naïve 🙂', "O'Neill & sons <x>"]) expect(plain(text)).toBe(text);
  });

  it('writes out what it does not show', () => {
    expect(plain('a\u001b[2Jb\r\nc\u202ed')).toBe('a\\u{1b}[2Jb c\\u{202e}d');
  });
});

describe('plainJson', () => {
  it('is JSON of the same value, with nothing in it that a terminal obeys but its own lines', () => {
    fc.assert(
      fc.property(fc.jsonValue(), unicode, (value, text) => {
        const json = plainJson([value, text]);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify([value, text])));
        expect(STEERING.test(json.replaceAll('\n', ''))).toBe(false);
      }),
    );
  });
});
