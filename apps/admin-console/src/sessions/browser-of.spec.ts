import { describe, expect, it } from '@jest/globals';
import { browserOf } from './browser-of.js';

describe('the name of a browser', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36', 'Chrome 142, Linux'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0', 'Edge 142, Windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15', 'Safari 18, macOS'],
    ['Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0', 'Firefox 143, Android'],
    ['curl/8.14.1', 'curl 8.14.1'],
  ])('is found in what it says of itself: %s', (userAgent, name) => {
    expect(browserOf(userAgent)).toBe(name);
  });

  it('is what a stranger says, cut short, and nothing where nothing is said', () => {
    expect(browserOf('x'.repeat(300))).toHaveLength(60);
    expect([browserOf(null), browserOf('')]).toEqual([undefined, undefined]);
  });
});
