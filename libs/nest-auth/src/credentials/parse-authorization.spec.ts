import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAuthorization } from './parse-authorization.js';

/** RFC 6750 §2.1, written down a second time and otherwise. */
const grammar = fc
  .tuple(fc.string({ unit: fc.constantFrom('a', 'Z', '0', '-', '.', '_', '~', '+', '/'), minLength: 1 }), fc.nat(3))
  .map(([text, padding]) => text + '='.repeat(padding));

describe('an Authorization header', () => {
  it('presents a bearer for every b64token and every case of the scheme', () => {
    fc.assert(
      fc.property(grammar, fc.constantFrom('Bearer', 'bearer', 'BEARER'), (token, scheme) => {
        expect(parseAuthorization(`${scheme} ${token}`)).toEqual({ kind: 'bearer', token });
      }),
    );
  });

  it('presents nothing, or something malformed, but never a bearer for anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { kind } = parseAuthorization(text);
        expect(kind === 'bearer').toBe(/^bearer [A-Za-z0-9._~+/-]+=*$/i.test(text) && !text.endsWith('\n'));
      }),
    );
  });

  it.each([
    ['Bearerx abc', 'none'],
    ['Bearer-x abc', 'none'],
    ['Bearer', 'malformed'],
    ['Bearer,', 'malformed'],
    ['Bearer=abc', 'malformed'],
    ['"Bearer" abc', 'malformed'],
    [', Bearer abc', 'malformed'],
    ['Basic', 'none'],
    ['', 'none'],
  ])('%j is %s', (header, kind) => {
    expect(parseAuthorization(header).kind).toBe(kind);
  });

  it('is read in linear time', () => {
    const began = performance.now();
    parseAuthorization(`Bearer ${'='.repeat(15_000)}x`);
    parseAuthorization(`Bearer ${'a'.repeat(15_000)} x`);
    expect(performance.now() - began).toBeLessThan(100);
  });
});

/** The grammar once more, character by character: `bearer`, one space, one or more characters of b64token, then `=`. */
function tokenIn(header: string): string | undefined {
  if (header.slice(0, 7).toLowerCase() !== 'bearer ' || /[^\x20-\x7e]/.test(header)) return undefined;
  const text = header.slice(7);
  const end = Array.from(text).findIndex((character) => !'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/'.includes(character));
  const isPadded = end === -1 || Array.from(text.slice(end)).every((character) => character === '=');
  return text !== '' && end !== 0 && isPadded ? text : undefined;
}

describe('a header that is nearly right', () => {
  const piece = fc.constantFrom('Bearer', 'bearer', 'BEARER', ' ', '  ', '\t', 'a', 'Z9', '-._~+/', '=', '==', ',', '"', 'é', '\u212a', '\u00a0', '%20', 'pcl_live_');

  it('presents a bearer exactly where the grammar does', () => {
    fc.assert(
      fc.property(fc.tuple(fc.constantFrom('Bearer ', 'bearer ', ''), fc.array(piece, { maxLength: 6 })), ([scheme, pieces]) => {
        const header = scheme + pieces.join('');
        const presented = parseAuthorization(header);
        expect(presented.kind === 'bearer' ? presented.token : undefined).toBe(tokenIn(header));
      }),
      { numRuns: 3_000 },
    );
  });
});
