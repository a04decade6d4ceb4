import { describe, expect, it } from '@jest/globals';
import { checkAddresses } from './check-addresses.js';

describe('checked addresses', () => {
  it('marks the exact line, also behind empty ones and with several in a line', () => {
    expect(checkAddresses('203.0.113.7\n\n10.0.0.0/24, 10.0.0.1/24\n2001:db8::1').map(({ line, kind, entry }) => [line, kind, entry])).toEqual([[3, 'wrong', '10.0.0.1/24']]);
  });

  it('says what would be right', () => {
    expect(checkAddresses('10.0.0.1/24')[0]?.message).toContain('10.0.0.0/24');
  });

  it.each(['0.0.0.0/0', '128.0.0.0/1', '203.0.0.0/8', '::/0', '2001::/16'])('warns of %s, which keeps hardly anybody out', (entry) => {
    expect(checkAddresses(entry)).toMatchObject([{ line: 1, kind: 'wide' }]);
  });

  it.each(['203.0.113.0/24', '10.0.0.0/8', '172.16.0.0/12', '2001:db8::/32', 'fd00::/8', '203.0.113.7', ' \n,'])('says nothing of %j', (text) => {
    expect(checkAddresses(text)).toEqual([]);
  });

  it('tells of a wrong entry before a wide one in the same line', () => {
    expect(checkAddresses('0.0.0.0/0, nonsense')).toMatchObject([{ kind: 'wrong', entry: 'nonsense' }]);
  });
});
