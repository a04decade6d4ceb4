import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Secret, SecretIndex } from './secret-index.js';
import { TokenRows } from './token-rows.js';

const ROWS = 40;

function indexOfRows(): SecretIndex {
  const rows = new TokenRows();
  for (let row = 0; row < ROWS; row += 1) rows.add();
  return new SecretIndex(rows, 16);
}

/** A secret belongs to one row for ever; the first words of different ones collide on purpose. */
function digestOf(row: number, number: number): Uint32Array {
  const words = new Uint32Array(8).fill(row * 100 + number);
  words[0] = ((row * 6) << 24) | ((number % 3) * 0x7fff);
  return words;
}

const secretsOf = fc.record({
  row: fc.nat(ROWS - 1),
  current: fc.option(fc.nat(3), { nil: undefined }),
  retiring: fc.uniqueArray(fc.integer({ min: 4, max: 8 }), { maxLength: 3 }),
});

describe('the secret index', () => {
  it('holds exactly what a Map would, over any issues, rotations with several secrets, and revocations', () => {
    fc.assert(
      fc.property(fc.array(secretsOf, { maxLength: 300 }), (changes) => {
        const index = indexOfRows();
        const model = new Map<string, { row: number; endMs: number }>();
        for (const { row, current, retiring } of changes) {
          for (const [key, held] of model) if (held.row === row) model.delete(key);
          const secrets: Secret[] = retiring.map((number) => ({ digest: digestOf(row, number), endMs: number }));
          if (current !== undefined) secrets.push({ digest: digestOf(row, current), endMs: Infinity });
          index.replace(row, secrets);
          for (const { digest, endMs } of secrets) model.set(digest.join(), { row, endMs });
        }
        expect(index.size).toBe(model.size);
        for (let row = 0; row < ROWS; row += 1) {
          for (let number = 0; number <= 8; number += 1) {
            const found = index.find(digestOf(row, number));
            const told = found < 0 ? undefined : { row: index.rowOf(found), endMs: index.endOf(found) };
            expect(told).toEqual(model.get(digestOf(row, number).join()));
          }
        }
      }),
    );
  });

  it('compares the whole digest, of a current and of a retiring secret', () => {
    const index = indexOfRows();
    index.replace(1, [
      { digest: new Uint32Array([7, 1, 1, 1, 1, 1, 1, 1]), endMs: Infinity },
      { digest: new Uint32Array([8, 1, 1, 1, 1, 1, 1, 1]), endMs: 5 },
    ]);
    expect(index.find(new Uint32Array([7, 1, 1, 1, 1, 1, 1, 2]))).toBe(-1);
    expect(index.find(new Uint32Array([8, 1, 1, 1, 1, 1, 1, 2]))).toBe(-1);
  });

  it('keeps every secret that a message calls current, and forgets them all with the next change', () => {
    const index = indexOfRows();
    const digests = [digestOf(1, 0), digestOf(1, 1)];
    index.replace(1, digests.map((digest) => ({ digest, endMs: Infinity })));
    expect(digests.map((digest) => index.endOf(index.find(digest)))).toEqual([Infinity, Infinity]);
    index.replace(1, []);
    expect(digests.map((digest) => index.find(digest))).toEqual([-1, -1]);
    expect(index.size).toBe(0);
  });
});
