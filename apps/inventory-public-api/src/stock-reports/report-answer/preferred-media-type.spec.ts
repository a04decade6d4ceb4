import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { preferredMediaType } from './preferred-media-type.js';

const JSON_TYPE = 'application/json';
const CSV = 'text/csv';

describe('the media type a client likes best (RFC 9110 §12.5.1)', () => {
  it.each([
    [undefined, JSON_TYPE],
    ['', JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['text/csv', CSV],
    ['TEXT/CSV', CSV],
    ['text/csv; header=present', CSV],
    ['text/*', CSV],
    ['application/json', JSON_TYPE],
    ['application/json, text/csv', JSON_TYPE],
    ['text/csv, */*;q=0.1', CSV],
    ['application/json;q=0.5, text/csv;q=0.6', CSV],
    ['application/json;q=0.5,text/csv;q=0.5', JSON_TYPE],
    ['text/csv;q=0.4, */*', JSON_TYPE],
    ['application/json;q=0, */*', CSV],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', JSON_TYPE],
    ['text/csv;q=0', undefined],
    ['*/*;q=0', undefined],
    ['*/*;q=0.000', undefined],
    ['text/html', undefined],
    ['application/*;q=0, image/png', undefined],
    ['text/csv;q=2', undefined],
    ['nonsense', undefined],
  ])('of %j is %s', (accept, expected) => {
    expect(preferredMediaType(accept, [JSON_TYPE, CSV])).toBe(expected);
  });

  it('is one of those that are offered or none, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), (accept) => {
        expect([JSON_TYPE, CSV, undefined]).toContain(preferredMediaType(accept, [JSON_TYPE, CSV]));
      }),
    );
  });
});
