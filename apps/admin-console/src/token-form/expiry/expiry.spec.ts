import { describe, expect, it } from '@jest/globals';
import { allowedPresets, expiresAtOf } from './expiry.js';

const now = new Date('2027-01-01T08:00:00.000Z');

describe('the end of a token', () => {
  it('is so many days from now', () => {
    expect(expiresAtOf({ kind: 'days', days: 30 }, now)).toBe('2027-01-31T08:00:00.000Z');
  });

  it('is the end of a chosen day where the reader is', () => {
    expect(new Date(expiresAtOf({ kind: 'date', date: '2027-03-01' }, now) ?? '')).toEqual(new Date(2027, 2, 1, 23, 59, 59, 999));
  });

  it('is never only where that was said, and not known before a day is chosen', () => {
    expect(expiresAtOf({ kind: 'never' }, now)).toBeNull();
    expect(expiresAtOf({ kind: 'date', date: null }, now)).toBeUndefined();
  });

  it('is not offered beyond what the workspace allows', () => {
    expect(allowedPresets(90)).toEqual([7, 30, 90]);
    expect(allowedPresets(null)).toEqual([7, 30, 90, 365]);
  });
});
