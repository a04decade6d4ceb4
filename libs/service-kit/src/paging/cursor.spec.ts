import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod';
import { Problem } from '../problems/problem.js';
import { type CursorBinding, decodeCursor, encodeCursor } from './cursor.js';

const place = z.object({ name: z.string(), id: z.string() });
const binding: CursorBinding = { route: 'GET /items', workspaceId: 'wsp_1', filters: { category: 'cat_1', stock: undefined } };
const cursor = encodeCursor(binding, { name: 'Bolt', id: 'itm_1' });

const refusal = (text: string, elsewhere: CursorBinding = binding): unknown => {
  try {
    return decodeCursor(text, elsewhere, place);
  } catch (error) {
    return error;
  }
};

describe('a cursor', () => {
  it('marks the same place again, whatever the place', () => {
    fc.assert(
      fc.property(fc.record({ name: fc.string({ unit: 'grapheme' }), id: fc.string() }), (marked) => {
        expect(decodeCursor(encodeCursor(binding, marked), binding, place)).toEqual(marked);
      }),
    );
  });

  it('does not care in which order filters are written, nor about those left out', () => {
    const same = { ...binding, filters: { stock: undefined, sort: undefined, category: 'cat_1' } };
    expect(decodeCursor(cursor, same, place)).toEqual({ name: 'Bolt', id: 'itm_1' });
  });

  it.each([
    ['another route', { ...binding, route: 'GET /warehouses' }],
    ['another workspace', { ...binding, workspaceId: 'wsp_2' }],
    ['another filter', { ...binding, filters: { category: 'cat_2' } }],
    ['no filter', { ...binding, filters: {} }],
  ])('from %s is refused with the pointer /cursor', (_from, elsewhere) => {
    expect(refusal(cursor, elsewhere)).toMatchObject({ status: 400, code: 'validation_failed', errors: [{ pointer: '/cursor' }] });
  });

  it('that says something else than the list expects is refused', () => {
    expect(refusal(encodeCursor(binding, { id: 7 }))).toBeInstanceOf(Problem);
  });

  it('altered, cut or made up is refused', () => {
    expect(refusal(`${cursor}=`)).toBeInstanceOf(Problem);
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_'), (index, character) => {
        fc.pre(cursor.charAt(index) !== character);
        expect(refusal(cursor.slice(0, index) + character + cursor.slice(index + 1))).toBeInstanceOf(Problem);
        expect(refusal(cursor.slice(0, index))).toBeInstanceOf(Problem);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => { expect(refusal(text)).toBeInstanceOf(Problem); }));
  });
});
