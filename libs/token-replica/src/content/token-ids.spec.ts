import { describe, expect, it } from '@jest/globals';
import { BASE62 } from '@portcullis/token';
import fc from 'fast-check';
import { TokenIds } from './token-ids.js';

const usual = fc.string({ unit: fc.constantFrom(...Array.from(BASE62)), minLength: 22, maxLength: 22 }).map((digits) => `tok_${digits}`);
/** Also ids that nearly have the usual form. */
const unusual = fc.oneof(
  fc.string({ minLength: 1, maxLength: 100 }),
  usual.map((id) => `${id}0`),
  usual.map((id) => id.slice(0, -1)),
  fc.tuple(usual, fc.constantFrom('-', 'é', 'İ', '中')).map(([id, stranger]) => id.slice(0, -1) + stranger),
  usual.map((id) => id.replace('tok_', 'tik_')),
);
const ids = fc.array(fc.oneof({ weight: 3, arbitrary: usual }, unusual), { maxLength: 100 });

describe('token ids', () => {
  it('are numbered in the order in which they came, each once, and told back letter for letter', () => {
    fc.assert(
      fc.property(ids, (texts) => {
        const held = new TokenIds(16);
        const distinct = [...new Set(texts)];
        expect(texts.map((text) => held.intern(text))).toEqual(texts.map((text) => distinct.indexOf(text)));
        expect(held.size).toBe(distinct.length);
        expect(distinct.map((_, number) => held.text(number))).toEqual(distinct);
        expect(distinct.map((text) => held.find(text))).toEqual(distinct.map((_, number) => number));
      }),
    );
  });

  it('are the same when they are taken over from others by number', () => {
    fc.assert(
      fc.property(ids, ids, (texts, more) => {
        const others = new TokenIds();
        const held = new TokenIds();
        for (const text of texts) held.intern(text);
        for (const text of more) expect(held.internFrom(others, others.intern(text))).toBe(held.find(text));
        expect(more.map((text) => held.text(held.find(text)))).toEqual(more);
      }),
    );
  });

  it('are not found where they were never taken', () => {
    const held = new TokenIds();
    held.intern('tok_0000000000000000000000');
    expect([held.find('tok_0000000000000000000001'), held.find('tok_1')]).toEqual([-1, -1]);
  });
});
