import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { CLIENT_ADDRESS, fiveRanges, IssuedTokens } from './issued-tokens.js';
import { type OpenReplica, openReplica } from './open-replica.js';

const tokens = new IssuedTokens(1, 300, fiveRanges);
let open: OpenReplica;
beforeAll(async () => {
  open = await openReplica(tokens);
});
afterAll(() => open.close());

const check = (token: string, address = CLIENT_ADDRESS) => open.replica.check(token, { address, requiredScopes: ['items:read'] }).outcome;

describe('the replica that is measured', () => {
  it('accepts every token that it was fed, by its secret alone', () => {
    expect(Array.from({ length: tokens.count }, (_, index) => check(tokens.secret(index)))).toEqual(Array(tokens.count).fill('allowed'));
    expect(check(new IssuedTokens(2, 1).secret(0))).toBe('invalid');
  });

  it('looks at the address ranges', () => {
    expect(check(tokens.secret(7), '198.51.100.1')).toBe('address_not_allowed');
  });

  it('stays fresh while tokens change, so the changes are what was published', async () => {
    await open.log.change([3, 4, 5]);
    await open.log.change([4]);
    await eventually(() => {
      expect(open.replica.status()).toMatchObject({ fresh: true, appliedPosition: 304, digest: 'agrees' });
    });
    expect([2, 3, 4, 5].map((index) => check(tokens.secret(index)))).toEqual(['allowed', 'invalid', 'allowed', 'invalid']);
  });
});
