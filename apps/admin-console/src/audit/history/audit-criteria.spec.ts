import { describe, expect, it } from '@jest/globals';
import { criteriaIn, filterOf, isNarrowed, NO_CRITERIA } from './audit-criteria.js';

const nobody = (): undefined => undefined;
const NOW = Date.parse('2026-11-23T12:00:00.000Z');

describe('what the history is narrowed by', () => {
  it('is all in the address', () => {
    const criteria = criteriaIn(new URLSearchParams('last=day&type=TokenRevoked&token=tok_a&after=7'));
    expect(filterOf(criteria, nobody, NOW)).toEqual({ from: '2026-11-22T12:00:00.000Z', type: 'TokenRevoked', token: 'tok_a', after: 7 });
    expect(isNarrowed(criteria)).toBe(true);
  });

  it('is nothing where the address says nothing, or what means nothing', () => {
    expect(criteriaIn(new URLSearchParams('last=toString'))).toEqual({ ...NO_CRITERIA });
    expect(filterOf(NO_CRITERIA, nobody, NOW)).toEqual({});
    expect(isNarrowed(NO_CRITERIA)).toBe(false);
  });

  it('finds a person by email, and leaves any other text as it is', () => {
    const idOf = (email: string) => (email === 'ana@example.com' ? 'usr_ana' : undefined);
    expect(filterOf({ ...NO_CRITERIA, actor: 'Ana@example.com' }, idOf, NOW)).toEqual({ actor: 'usr_ana' });
    expect(filterOf({ ...NO_CRITERIA, actor: 'tok_a' }, idOf, NOW)).toEqual({ actor: 'tok_a' });
  });
});
