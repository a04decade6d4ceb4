import { describe, expect, it } from '@jest/globals';
import { metadata } from './metadata.js';

/** So many bytes of JSON in all; most of its characters take three of them. */
const ofBytes = (bytes: number): Record<string, string> => {
  const texts = { one: '汉'.repeat(500), two: '汉'.repeat(500), three: '汉'.repeat(250), four: '' };
  return { ...texts, four: 'x'.repeat(bytes - Buffer.byteLength(JSON.stringify(texts))) };
};

describe('the metadata of a token', () => {
  it('is up to 4 KiB of JSON in UTF-8, and not a byte more', () => {
    expect(metadata.safeParse(ofBytes(4_096)).success).toBe(true);
    expect(metadata.safeParse(ofBytes(4_097)).error?.issues).toMatchObject([{ path: [], message: 'Must have at most 4096 bytes as JSON in UTF-8.' }]);
  });
});
