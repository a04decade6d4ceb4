import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { allowedIps } from './allowed-ips.js';

const body = z.strictObject({ allowedIps });
const read = (given: unknown) => body.parse(given).allowedIps;
const problems = (given: unknown) => body.safeParse(given).error?.issues.map(({ path }) => `/${path.join('/')}`) ?? [];

describe('allowedIps', () => {
  it.each([[{}], [{ allowedIps: null }], [{ allowedIps: [] }], [{ allowedIps: '' }], [{ allowedIps: ' \n, ' }]])(
    '%j means any address',
    (given) => {
      expect(read(given)).toEqual([]);
    },
  );

  it('is the same as an array, by lines and by commas', () => {
    const entries = ['203.0.113.7', '10.0.0.0/8', '2001:db8::/32'];
    expect(read({ allowedIps: entries })).toEqual(entries);
    expect(read({ allowedIps: entries.join('\r\n') })).toEqual(entries);
    expect(read({ allowedIps: entries.join(' , ') })).toEqual(entries);
  });

  it('keeps each entry once, in its normal form', () => {
    expect(read({ allowedIps: ['::ffff:203.0.113.7', '203.0.113.7/32', '2001:DB8:0::/32'] })).toEqual(['203.0.113.7', '2001:db8::/32']);
  });

  it('points at every bad entry of an array', () => {
    expect(problems({ allowedIps: ['10.0.0.0/8', '10.0.0.1/8', 7, '01.2.3.4'] })).toEqual(['/allowedIps/1', '/allowedIps/2', '/allowedIps/3']);
  });

  it('says which entry of a text is bad', () => {
    const { error } = body.safeParse({ allowedIps: '10.0.0.0/8\n10.0.0.1/8' });
    expect(error?.issues).toMatchObject([{ path: ['allowedIps'], message: expect.stringContaining('Entry 2') as unknown }]);
  });

  it.each([[7], [{}], [true]])('%j is no list', (given) => {
    expect(problems({ allowedIps: given })).toEqual(['/allowedIps']);
  });

  it('has at most 1,000 entries, and an answer about a long bad list is short', () => {
    expect(problems({ allowedIps: Array.from({ length: 1_001 }, (_, index) => `10.0.${index >> 8}.${index & 255}`) })).toEqual(['/allowedIps']);
    expect(problems({ allowedIps: Array.from({ length: 1_000 }, () => 'x') })).toHaveLength(20);
  });
});
