import { describe, expect, it } from '@jest/globals';
import { baseUrlOf, callsFor, exampleIn } from './example-calls.js';

describe('an example call', () => {
  it('is one that the token may make', () => {
    expect(callsFor(['warehouses:read', 'renters:read']).map(({ scope }) => scope)).toEqual(['warehouses:read']);
  });

  it('asks for the token itself where none of its scopes has a route', () => {
    expect(callsFor(['kiosk:scan'])).toEqual([{ scope: undefined, path: '/api/v1/api-keys/self', from: 'token-service' }]);
  });

  it('goes to the name that the page has, beside its port', () => {
    expect(baseUrlOf('http://10.0.0.5:4100', 'inventory')).toBe('http://10.0.0.5:4200');
    expect(baseUrlOf('http://10.0.0.5:4100', 'token-service')).toBe('http://10.0.0.5:4100');
    expect(baseUrlOf('https://api.example.com', 'inventory')).toBe('https://api.example.com');
  });

  it.each(Object.entries(exampleIn))('names address and token in %s', (_language, example) => {
    expect(example('http://h/x', 'pcl_live_abc')).toMatch(/http:\/\/h\/x[^]*pcl_live_abc|pcl_live_abc[^]*http:\/\/h\/x/);
  });
});
