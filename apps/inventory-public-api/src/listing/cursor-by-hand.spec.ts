import { describe, expect, it } from '@jest/globals';
import { byInstant, byNumber, byText } from './sort-key.js';
import { orderOf } from './sorted-list.js';

interface Row {
  readonly workspaceId: string;
  readonly id: string;
}

const list = {
  route: 'GET /rows',
  sorts: { text: byText<Row>('row.text', () => 'a'), at: byInstant<Row>('row.at', () => new Date(0)), count: byNumber<Row>('row.count', () => 1) },
};
const place = (sort: string, value: unknown, id: unknown = 'itm_1') => orderOf(list, sort).place.safeParse({ value, id }).success;

describe('a place in a cursor that somebody made up', () => {
  it('is taken as a row gives it', () => {
    for (const sort of ['text', '-text', 'at', '-at', 'count', '-count']) {
      const { place: schema, placeOf } = orderOf(list, sort);
      expect(schema.safeParse(placeOf({ workspaceId: 'wsp_1', id: 'itm_1' })).success).toBe(true);
    }
    expect(place('count', '-9')).toBe(true);
  });

  it.each([
    ['text', 'a\0'],
    ['text', 7],
    ['at', 'yesterday'],
    ['at', '0000-01-01T00:00:00.000Z'],
    ['at', '2026-02-30T00:00:00.000Z'],
    ['at', 'infinity'],
    ['count', '1e9'],
    ['count', '9'.repeat(19)],
    ['count', ''],
  ])('is refused where PostgreSQL could not read it: %s %j', (sort, value) => {
    expect(place(sort, value)).toBe(false);
  });

  it('is refused with what is no id', () => {
    expect(place('text', 'a', '\0')).toBe(false);
    expect(place('text', 'a', 7)).toBe(false);
  });
});
