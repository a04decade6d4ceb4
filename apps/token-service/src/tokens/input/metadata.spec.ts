import { describe, expect, it } from '@jest/globals';
import { metadata } from './metadata.js';

/** So many bytes of JSON in all: three of each character but for the marks around them. */
const ofBytes = (bytes: number): Record<string, string> => {
  const keys = Object.fromEntries(Array.from({ length: 11 }, (_, key) => [`k${String(key).padStart(2, '0')}`, '汉'.repeat(480)]));
  const left = bytes - Buffer.byteLength(JSON.stringify({ ...keys, rest: '' }));
  return { ...keys, rest: 'x'.repeat(left) };
};

describe('the metadata of a token', () => {
  it('is up to 16 KiB of JSON in UTF-8, and not a byte more', () => {
    expect(metadata.safeParse(ofBytes(16_384)).success).toBe(true);
    expect(metadata.safeParse(ofBytes(16_385)).error?.issues).toMatchObject([{ path: [], message: 'Must have at most 16384 bytes as JSON in UTF-8.' }]);
  });
});
