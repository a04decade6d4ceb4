import { describe, expect, it } from '@jest/globals';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { createToken, parseToken } from './index.js';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const digit = fc.constantFrom(...Array.from(DIGITS));
const digits = (length: number): fc.Arbitrary<string> => fc.string({ unit: digit, minLength: length, maxLength: length });

/** The format written down a second time, with zlib's CRC-32 and numbers without a limit. */
function isToken(text: string): boolean {
  const [, body, checksum] = /^((?:pcl_live_|pcl_test_)[0-9A-Za-z]{30})([0-9A-Za-z]{6})$/.exec(text) ?? [];
  if (body === undefined || checksum === undefined || text.endsWith('\n')) return false;
  return Array.from(checksum).reduce((sum, character) => sum * 62n + BigInt(DIGITS.indexOf(character)), 0n) === BigInt(crc32(body));
}

const withChecksum = (body: string): string => {
  let [rest, checksum] = [crc32(body), ''];
  for (; checksum.length < 6; rest = Math.floor(rest / 62)) checksum = DIGITS.charAt(rest % 62) + checksum;
  return body + checksum;
};

/** Right, nearly right, and anything. */
const text = fc.oneof(
  fc.tuple(fc.constantFrom('pcl_live_', 'pcl_test_', 'pcl_Live_', 'PCL_LIVE_', 'pcl-live-', 'pcl_prod_', 'xcl_live_'), digits(30)).map(([head, body]) => withChecksum(head + body)),
  fc.tuple(fc.constantFrom('pcl_live_', 'pcl_test_'), digits(36)).map(([head, body]) => head + body),
  fc.tuple(fc.constantFrom('pcl_live_', 'pcl_test_'), fc.array(fc.oneof({ weight: 30, arbitrary: digit }, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), { minLength: 30, maxLength: 30 })).map(([head, body]) =>
    withChecksum(head + body.join('')),
  ),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', minLength: 40, maxLength: 50 }),
);
const token = fc.tuple(fc.constantFrom('live' as const, 'test' as const), fc.uint8Array({ minLength: 60, maxLength: 60 })).map(([environment, bytes]) =>
  createToken(environment, (count) => Uint8Array.from({ length: count }, (_, index) => (bytes[index % bytes.length] ?? 0) % 248)),
);

describe('a token’s grammar', () => {
  it('is read exactly as it is written down: whatever the text, and without a throw', () => {
    fc.assert(
      fc.property(fc.oneof(text, token), (given) => {
        expect(parseToken(given) !== undefined).toBe(isToken(given));
      }),
      { numRuns: 5_000 },
    );
  });

  it('refuses every token in which one character is another of Unicode, is left out, or is there twice', () => {
    fc.assert(
      fc.property(token, fc.nat(44), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), (given, at, character) => {
        const [before, after] = [given.slice(0, at), given.slice(at + 1)];
        const changed = [before + after, before + given.charAt(at) + given.charAt(at) + after, ...(character === given.charAt(at) ? [] : [before + character + after])];
        expect(changed.map(parseToken)).toEqual(changed.map(() => undefined));
      }),
      { numRuns: 3_000 },
    );
  });

  it('refuses every look-alike: other cases, full width, marks that do not show', () => {
    fc.assert(
      fc.property(token, fc.nat(44), fc.constantFrom('\u200b', '\ufeff', '\u0301', '\u00ad', '\u202e'), (given, at, mark) => {
        const wide = String.fromCodePoint((given.codePointAt(at) ?? 0) + 0xfee0);
        const likes = [given.slice(0, at) + mark + given.slice(at), given.slice(0, at) + wide + given.slice(at + 1), ` ${given}`, `${given}\n`, given.toUpperCase()];
        expect(likes.map(parseToken)).toEqual(likes.map(() => undefined));
      }),
    );
  });
});
