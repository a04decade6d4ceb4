import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseInstant } from './instant.js';

describe('an RFC 3339 time', () => {
  it.each([
    ['2027-01-31T00:00:00Z', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31t07:30:00.5+07:00', '2027-01-31T00:30:00.500Z'],
    ['2027-01-31T00:00:00.123987z', '2027-01-31T00:00:00.123Z'],
    ['2028-02-29T12:00:00-11:30', '2028-02-29T23:30:00.000Z'],
    ['2027-01-31T00:00:00-00:00', '2027-01-31T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '2027-01-31',
    '2027-01-31T00:00Z',
    '2027-01-31T00:00:00',
    '2027-01-31 00:00:00Z',
    '2027-02-29T00:00:00Z',
    '2027-02-30T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2027-13-01T00:00:00Z',
    '2027-00-01T00:00:00Z',
    '2027-01-00T00:00:00Z',
    '2027-01-31T24:00:00Z',
    '2027-01-31T23:60:00Z',
    '2016-12-31T23:59:60Z',
    '2027-01-31T00:00:00+24:00',
    '2027-01-31T00:00:00+00:60',
    '+012027-01-31T00:00:00Z',
    '9999-12-31T23:59:59-00:01',
    '1969-12-31T23:59:59Z',
    '1785456000',
    'tomorrow',
    '',
  ])('%j is none', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('means the same instant at whatever offset it is written', () => {
    const minutes = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });
    const date = fc.date({ min: new Date('1971-01-01'), max: new Date('9998-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(date, minutes, (instant, offset) => {
        const local = new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const [hours, rest] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) => String(part).padStart(2, '0'));
        expect(parseInstant(`${local}${offset < 0 ? '-' : '+'}${hours}:${rest}`)).toBe(instant.toISOString());
      }),
    );
  });
});
