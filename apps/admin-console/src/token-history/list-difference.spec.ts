import { describe, expect, it } from '@jest/globals';
import { listDifference } from './list-difference.js';

describe('the difference of two lists', () => {
  it('is what came and what went', () => {
    expect(listDifference(['a', 'b'], ['b', 'c'])).toEqual({ added: ['c'], removed: ['a'] });
  });

  it('takes nothing for an empty list beside a list', () => {
    expect(listDifference(null, ['a'])).toEqual({ added: ['a'], removed: [] });
  });

  it('of objects is by key and value', () => {
    expect(listDifference({ owner: 'Rani', place: 'till' }, { owner: 'Budi', place: 'till' })).toEqual({ added: ['owner: Budi'], removed: ['owner: Rani'] });
  });

  it.each([[null, null], ['a', 'b'], [['a'], 'b']])('is none between %j and %j', (before, after) => {
    expect(listDifference(before, after)).toBeUndefined();
  });
});
