import { describe, expect, it } from '@jest/globals';
import { isVague } from './is-vague.js';

describe('a name', () => {
  it.each(['test', 'My token 2', 'api-key', 'abc', 'x', 'token baru'])('is vague: %s', (name) => {
    expect(isVague(name)).toBe(true);
  });

  it.each(['', 'Nightly stock report', 'Kiosk 3', 'token for the till in Bandung'])('is left alone: %j', (name) => {
    expect(isVague(name)).toBe(false);
  });
});
