import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskTokens } from './mask-tokens.js';

const base62 = fc.string({ unit: fc.constantFrom('0', '7', 'A', 'Q', 'a', 'z'), minLength: 36, maxLength: 36 });

describe('a log line', () => {
  it('never keeps more of a token than its display prefix', () => {
    fc.assert(
      fc.property(fc.constantFrom('live', 'test'), base62, fc.string(), fc.string(), (environment, rest, before, after) => {
        const token = `pcl_${environment}_${rest}`;
        const masked = maskTokens(`${before}${token}|${after}`);
        expect(masked).not.toContain(token);
        expect(masked).toContain(`${token.slice(0, 12)}…`);
      }),
    );
  });

  it('keeps a display prefix and everything else as it is', () => {
    const line = '{"msg":"pcl_live_abc of pclx_live and PCL_LIVE_ABCDEFG"}\n';
    expect(maskTokens(line)).toBe(line);
  });
});
