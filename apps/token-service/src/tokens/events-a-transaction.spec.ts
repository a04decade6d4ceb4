import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withinTransaction } from './events-a-transaction.js';
import { tokensOfSuite } from './tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const versions = fc.array(fc.record({ version: fc.integer({ min: 1, max: 3_000 }) }));
const sum = (tokens: readonly { readonly version: number }[]): number => tokens.reduce((events, { version }) => events + version, 0);

describe('what one transaction takes of many tokens', () => {
  it('has 2,000 events at most, unless one token has more, and as many tokens as that allows', () => {
    fc.assert(
      fc.property(versions, (tokens) => {
        const taken = withinTransaction(tokens);
        expect(taken).toEqual(tokens.slice(0, taken.length));
        if (tokens.length > 0) expect(taken.length).toBeGreaterThan(0);
        if (taken.length > 1) expect(sum(taken)).toBeLessThanOrEqual(2_000);
        if (taken.length < tokens.length) expect(sum(tokens.slice(0, taken.length + 1))).toBeGreaterThan(2_000);
      }),
    );
  });
});

/** Tokens whose rows say that they were changed so often. */
async function oftenChanged(headers: Readonly<Record<string, string>>, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let nth = 0; nth < count; nth += 1) ids.push((await service.issue(headers)).apiToken.id);
  await database.query('UPDATE api_token SET version = 900 WHERE id = ANY ($1::text[])', [ids]);
  return ids;
}

async function transactionsOf(ids: readonly string[], status: string): Promise<number> {
  const rows = await database.query<{ xmin: string }>('SELECT xmin::text FROM api_token WHERE id = ANY ($1::text[]) AND status = $2', [ids, status]);
  expect(rows).toHaveLength(ids.length);
  return new Set(rows.map(({ xmin }) => xmin)).size;
}

describe('tokens that were changed very often', () => {
  it('are revoked by their ids in several transactions, all of them, under one receipt', async () => {
    await service.confirm(owner);
    const ids = await oftenChanged(owner.headers, 5);
    const answer = await service.request('POST', '/api/v1/api-keys/revoke', { headers: owner.headers, body: { ids } });
    expect(answer).toMatchObject({ status: 200, json: { revoked: 5, alreadyRevoked: 0, remaining: 0, notFound: [], receipt: { confirmed: true } } });
    expect(await transactionsOf(ids, 'revoked')).toBe(3);
  });

  it('are disabled in several transactions with the suspension of their user', async () => {
    const member = await service.member(owner, 'member');
    const ids = await oftenChanged(member.headers, 5);
    const answer = await service.request('POST', `/api/v1/users/${member.id}/suspend`, { headers: owner.headers });
    expect(answer).toMatchObject({ status: 200, json: { tokens: { changed: 5, remaining: false } } });
    expect(await transactionsOf(ids, 'disabled')).toBe(3);
  });
});
