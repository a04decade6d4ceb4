import { describe, expect, it } from '@jest/globals';
import { hashOfBody, parseIdempotencyKey } from './idempotency-key.js';
import { acceptedVersions, versionTag } from './if-match.js';
import { prefersAsync } from './prefer.js';

describe('Prefer', () => {
  it.each(['respond-async', 'Respond-Async', 'wait=5, respond-async', 'respond-async; foo=bar', ['wait=5', 'respond-async']])(
    '%j does not want to wait',
    (header) => {
      expect(prefersAsync(header)).toBe(true);
    },
  );

  it.each([undefined, '', 'wait=5', 'respond-asynchronously', 'foo; respond-async'])('%j does not say so', (header) => {
    expect(prefersAsync(header)).toBe(false);
  });
});

describe('If-Match', () => {
  it('accepts the versions it names', () => {
    expect(acceptedVersions(`${versionTag(3)}, ${versionTag(4)}`)).toEqual([3, 4]);
  });

  it.each([undefined, '*', ' * '])('%j accepts any version', (header) => {
    expect(acceptedVersions(header)).toBeUndefined();
  });

  it.each(['', '3', 'W/"3"', '"03"', '"x"', '"3'])('%j matches nothing', (header) => {
    expect(acceptedVersions(header)).toEqual([]);
  });
});

describe('Idempotency-Key', () => {
  it.each(['8e03978e-40d5-43dd-bc93-6894a57f9324', '"quoted"', 'x'.repeat(255)])('may be %j', (key) => {
    expect(parseIdempotencyKey(key)).toBe(key);
  });

  it.each(['', 'x'.repeat(256), 'caf\u00e9', 'tab\there', ['one', 'two']])('may not be %j', (key) => {
    expect(() => parseIdempotencyKey(key)).toThrow(/Idempotency-Key/);
  });

  it('stands for the content of the body, not for how it is written', () => {
    const one = hashOfBody(JSON.parse('{"name":"a","metadata":{"x":"1","y":"2"}}'));
    expect(hashOfBody(JSON.parse('{ "metadata": {"y":"2","x":"1"}, "name": "a" }'))).toEqual(one);
    expect(hashOfBody(JSON.parse('{"name":"a","metadata":{"x":"2","y":"1"}}'))).not.toEqual(one);
    expect(hashOfBody({ scopes: ['a', 'b'] })).not.toEqual(hashOfBody({ scopes: ['b', 'a'] }));
  });
});
