import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clientAddress, compileAllowlist } from './index.js';

const proxies = compileAllowlist(['10.0.0.0/8', '2001:db8:f::/48']);
const proxy = '10.0.0.1';

describe('the client’s address', () => {
  it('is the socket’s own when nobody is trusted', () => {
    expect(clientAddress('203.0.113.7', '198.51.100.1', undefined)).toBe('203.0.113.7');
    expect(clientAddress('203.0.113.7', '198.51.100.1', compileAllowlist([]))).toBe('203.0.113.7');
  });

  it('is the socket’s own when that is no trusted proxy, whatever the header claims', () => {
    expect(clientAddress('203.0.113.7', '198.51.100.1', proxies)).toBe('203.0.113.7');
  });

  it('is the socket’s own, without its IPv6 clothing, when there is no header', () => {
    expect(clientAddress('::ffff:10.0.0.1', undefined, proxies)).toBe(proxy);
    expect(clientAddress('fe80::1%eth0', undefined, proxies)).toBe('fe80::1');
  });

  it.each([
    ['198.51.100.1', '198.51.100.1'],
    ['192.0.2.66, 198.51.100.1', '198.51.100.1'],
    ['192.0.2.66, 198.51.100.1, 10.0.0.9', '198.51.100.1'],
    ['192.0.2.66,198.51.100.1,2001:db8:f::9,10.0.0.9', '198.51.100.1'],
    ['10.0.0.5, 198.51.100.1', '198.51.100.1'],
    ['garbage, 198.51.100.1', '198.51.100.1'],
    [' \t198.51.100.1\t ', '198.51.100.1'],
    ['::ffff:198.51.100.1', '198.51.100.1'],
    ['2001:DB8:0::1', '2001:db8::1'],
    ['10.0.0.3, 10.0.0.2', '10.0.0.3'],
  ])('behind trusted proxies is the rightmost hop that is not one: %j gives %s', (forwardedFor, client) => {
    expect(clientAddress(proxy, forwardedFor, proxies)).toBe(client);
  });

  it.each([
    ['', proxy],
    [' ', proxy],
    ['unknown', proxy],
    ['198.51.100.1,', proxy],
    ['198.51.100.1, ,10.0.0.9', '10.0.0.9'],
    ['198.51.100.1, _hidden, 10.0.0.9', '10.0.0.9'],
    ['198.51.100.1:4711', proxy],
    ['[2001:db8::1]:4711', proxy],
    ['"198.51.100.1"', proxy],
    ['010.0.0.1', proxy],
    ['198.51.100.1 198.51.100.2', proxy],
    ['198.51.100.1;10.0.0.9', proxy],
  ])('with a malformed hop in %j is the last good hop right of it: %s', (forwardedFor, client) => {
    expect(clientAddress(proxy, forwardedFor, proxies)).toBe(client);
  });

  it('is what the socket says where that is no address, and nothing is trusted then', () => {
    expect(clientAddress('', '198.51.100.1', proxies)).toBe('');
  });

  it('cannot be chosen by the client: what it writes itself stands left of the hop that the proxy adds', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.array(fc.ipV4()).map((hops) => hops.join(', '))), (forged) => {
      expect(clientAddress(proxy, `${forged}, 198.51.100.1`, proxies)).toBe('198.51.100.1');
    }));
  });

  it('is the socket’s own address or a hop of the header, never anything else', () => {
    const hop = fc.oneof(fc.ipV4(), fc.constantFrom('10.1.1.1', '10.2.2.2', '', 'unknown', '203.0.113.7'));
    fc.assert(fc.property(fc.array(hop), (hops) => {
      expect([proxy, ...hops]).toContain(clientAddress(proxy, hops.join(','), proxies));
    }));
  });
});
