import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clientAddress, compileAllowlist, UNKNOWN_ADDRESS } from './index.js';

const proxies = compileAllowlist(['10.0.0.0/8', '2001:db8:f::/48']);
const proxy = '10.0.0.1';

describe('the client’s address', () => {
  it('is the socket’s own when nobody is trusted', () => {
    expect(clientAddress('203.0.113.7', '198.51.100.1', undefined)).toBe('203.0.113.7');
    expect(clientAddress('203.0.113.7', '198.51.100.1', compileAllowlist([]))).toBe('203.0.113.7');
  });

  it('is the socket’s own when that is no trusted proxy, whatever the header claims', () => {
    expect(clientAddress('203.0.113.7', '198.51.100.1', proxies)).toBe('203.0.113.7');
    expect(clientAddress('203.0.113.7', 'garbage', proxies)).toBe('203.0.113.7');
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
    [', 198.51.100.1', '198.51.100.1'],
    [' \t198.51.100.1\t ', '198.51.100.1'],
    ['::ffff:198.51.100.1', '198.51.100.1'],
    ['2001:DB8:0::1', '2001:db8::1'],
  ])('behind trusted proxies is the rightmost hop that is not one: %j gives %s', (forwardedFor, client) => {
    expect(clientAddress(proxy, forwardedFor, proxies)).toBe(client);
  });

  it.each([
    ['198.51.100.1:4711', '198.51.100.1'],
    ['192.0.2.66, 198.51.100.1:0, 10.0.0.9:65535', '198.51.100.1'],
    ['[2001:db8::1]:4711', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[::ffff:198.51.100.1]:443', '198.51.100.1'],
    ['198.51.100.1, [2001:db8:f::9]:8080', '198.51.100.1'],
  ])('is there without the port that some proxies add: %j gives %s', (forwardedFor, client) => {
    expect(clientAddress(proxy, forwardedFor, proxies)).toBe(client);
  });

  it('is the leftmost hop where all of them are trusted', () => {
    expect(clientAddress(proxy, '10.0.0.3, 10.0.0.2', proxies)).toBe('10.0.0.3');
  });

  it.each([
    [''],
    [' '],
    [','],
    ['unknown'],
    ['198.51.100.1,'],
    ['198.51.100.1, ,10.0.0.9'],
    ['198.51.100.1, _hidden, 10.0.0.9'],
    ['for=198.51.100.1'],
    ['"198.51.100.1"'],
    ['"[2001:db8::1]:80"'],
    ['198.51.100.1:'],
    ['198.51.100.1:65536'],
    ['198.51.100.1:+80'],
    ['198.51.100.1:80:80'],
    ['198.51.100.1:http'],
    ['[198.51.100.1]:80'],
    ['[2001:db8::1]80'],
    ['[2001:db8::1]:'],
    ['[2001:db8::1'],
    ['[fe80::1%25eth0]:80'],
    ['010.0.0.1'],
    ['198.51.100.1/32'],
    ['198.51.100.1 198.51.100.2'],
    ['198.51.100.1;10.0.0.9'],
    ['\u00a0198.51.100.1'],
    ['10.0.0.9, example.com, 10.0.0.8'],
  ])('is unknown, and neither a proxy’s nor a hop further left, where a trusted proxy reports %j', (forwardedFor) => {
    expect(clientAddress(proxy, forwardedFor, proxies)).toBe(UNKNOWN_ADDRESS);
  });

  it('is unknown where the socket has none, and no header is believed then', () => {
    expect(clientAddress('', '198.51.100.1', proxies)).toBe(UNKNOWN_ADDRESS);
    expect(clientAddress('/run/portcullis.sock', '198.51.100.1', proxies)).toBe(UNKNOWN_ADDRESS);
  });

  it('is allowed by no list where it is unknown', () => {
    expect(compileAllowlist(['0.0.0.0/0', '::/0']).allows(UNKNOWN_ADDRESS)).toBe(false);
  });

  it('cannot be chosen by the client: what it writes itself stands left of the hop that the proxy adds', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.ipV4(), fc.array(fc.ipV4()).map((hops) => hops.join(', '))), (forged) => {
      expect(clientAddress(proxy, `${forged}, 198.51.100.1`, proxies)).toBe('198.51.100.1');
    }));
  });

  it('is what a plain reading of the list from its right end finds', () => {
    const hop = fc.oneof(fc.ipV4(), fc.constantFrom('10.1.1.1', '10.2.2.2:80', '[2001:db8:f::1]:80', '', 'unknown', '203.0.113.7', '203.0.113.7:99'));
    const plainly = (hops: readonly string[]): string => {
      for (const hop of hops.toReversed()) {
        const host = hop.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
        if (!/^[\d.]+$|:/.test(host)) return UNKNOWN_ADDRESS;
        if (!/^10\.|^2001:db8:f:/.test(host)) return host;
      }
      return (hops[0] ?? '').replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
    };
    fc.assert(
      fc.property(fc.array(hop, { minLength: 1 }), (hops) => {
        expect(clientAddress(proxy, hops.join(' ,\t'), proxies)).toBe(plainly(hops));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is found in linear time, in a list as long as headers may be and in one endless hop', () => {
    const began = performance.now();
    expect(clientAddress(proxy, `198.51.100.1${',10.0.0.2'.repeat(100_000)}`, proxies)).toBe('198.51.100.1');
    for (const filler of [' ', '1', ':', '[', '1.', '\t ']) clientAddress(proxy, `${filler.repeat(200_000)}x`, proxies);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('keeps nothing of the header it stands in', () => {
    const collect = collector();
    const padding = 'x'.repeat(16_000);
    const header = (of: number, entry: string): string => Buffer.from(`${padding}${of}, ${entry}`, 'latin1').toString('latin1');
    collect();
    const { heapUsed } = process.memoryUsage();
    const kept = Array.from({ length: 1_000 }, (_, at) => clientAddress(proxy, header(at, at % 2 === 0 ? '198.51.100.141' : '198.51.100.141:4711'), proxies));
    collect();
    expect(new Set(kept)).toEqual(new Set(['198.51.100.141']));
    expect(process.memoryUsage().heapUsed - heapUsed).toBeLessThan(4_000_000);
  });
});

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
