import { describe, expect, it } from '@jest/globals';
import { comesFromOwnOrigin } from './own-origin.js';

const OWN = ['http://127.0.0.1:4100', 'http://localhost:4100'];

describe('a change that a cookie authorizes', () => {
  it.each([
    ['a program that names no origin', {}],
    ['a page of our own', { origin: 'http://127.0.0.1:4100', 'sec-fetch-site': 'same-origin' }],
    ['a page under our other name', { origin: 'http://localhost:4100' }],
  ])('is served to %s', (_who, headers) => {
    expect(comesFromOwnOrigin(headers, OWN)).toBe(true);
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:4200' }],
    ['another scheme', { origin: 'https://127.0.0.1:4100' }],
    ['a name that begins like ours', { origin: 'http://127.0.0.1:41000' }],
    ['a name that ends like ours', { origin: 'http://evil-127.0.0.1:4100' }],
    ['our origin in other letters', { origin: 'HTTP://LOCALHOST:4100' }],
    ['our origin with a path', { origin: 'http://localhost:4100/' }],
    ['a sandboxed page', { origin: 'null' }],
    ['an empty origin', { origin: '' }],
    ['two origins at once', { origin: 'http://localhost:4100, https://evil.example' }],
    ['another site by fetch metadata alone', { 'sec-fetch-site': 'cross-site' }],
    ['another port by fetch metadata alone', { 'sec-fetch-site': 'same-site' }],
    ['something typed into the address bar: nobody types a change', { 'sec-fetch-site': 'none' }],
    ['a page whose two signs disagree', { origin: 'http://localhost:4100', 'sec-fetch-site': 'cross-site' }],
  ])('is refused to %s', (_who, headers) => {
    expect(comesFromOwnOrigin(headers, OWN)).toBe(false);
  });
});
