import { describe, expect, it } from '@jest/globals';
import { lineReader } from './line-reader.js';

const HEAD = '{"format":"portcullis-history","version":1,"scope":{"type":"workspace","id":"wsp_a"},"storeId":"sto_a","checkpoint":"x","workspace":{"leaf":{"workspaceId":"wsp_a","count":2,"lastHash":"00"},"index":0,"size":1,"proof":[]},"previous":null}\n';
const EVENT = '{"origin":null,"proof":null,"event":{"position":1}}\n';
const END = '{"end":{"events":2,"lastProof":["AA=="]}}\n';

const readIn = (text: string, size: number, format: 'ndjson' | 'csv' = 'ndjson') => {
  const reader = lineReader(format);
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += size) reader.read(bytes.subarray(start, start + size));
  return reader;
};

describe('an export that goes by', () => {
  it.each([1, 7, 100, 100_000])('is counted the same in pieces of %i bytes', (size) => {
    const reader = readIn(HEAD + EVENT + EVENT + END, size);
    expect(reader.progress()).toEqual({ bytes: (HEAD + EVENT + EVENT + END).length, events: 2, of: 2 });
    expect(reader.isWhole()).toBe(true);
  });

  it('is not whole without its last line, or with half of it', () => {
    expect(readIn(HEAD + EVENT, 50).isWhole()).toBe(false);
    expect(readIn(HEAD + EVENT + EVENT + END.slice(0, -1), 50).isWhole()).toBe(false);
    expect(readIn(HEAD + EVENT, 50).progress()).toMatchObject({ events: 1, of: 2 });
  });

  it('of CSV has a head and no last line of its own', () => {
    const reader = readIn('position,time\r\n1,a\r\n2,b\r\n', 5, 'csv');
    expect(reader.progress()).toMatchObject({ events: 2, of: undefined });
    expect(reader.isWhole()).toBe(true);
  });
});
