import { beforeAll, expect, it } from '@jest/globals';
import type { IssuedToken } from '../operator.js';
import { confirmedReceipt, type InstallationOfTwo } from './installation-of-two.js';

/** As many as one transaction revokes. */
const OF_ONE_TRANSACTION = 500;
const BY_FILTER = 620;
const BY_IDS = 80;

export function describeBulkRevocation(get: () => InstallationOfTwo): void {
  let byIds: readonly IssuedToken[];
  let byFilter: readonly IssuedToken[];
  let others: readonly IssuedToken[];

  beforeAll(async () => {
    const { operator } = get();
    byIds = await operator.issueMany(BY_IDS, { name: 'By its id', scopes: ['items:read'] });
    byFilter = await operator.issueMany(BY_FILTER, { name: 'By its scope', scopes: ['items:read', 'warehouses:read'] });
    others = await operator.issueMany(20, { name: 'Nobody’s business', scopes: ['items:read'] });
  }, 240_000);

  /** Each of two processes answers for each token; with how often. */
  const answers = (tokens: readonly IssuedToken[]): Promise<unknown> => Promise.all(get().world.replicas.map((replica) => get().answersOf(replica, tokens)));

  it('by ids: with one receipt that both replicas confirmed, after which each of them refuses each of the tokens', async () => {
    const before = await transactionsOfRevocations(get());
    const answer = await get().operator.revokeMany({ ids: byIds.map(({ id }) => id), reason: 'Leaked together' });
    expect(answer.body).toMatchObject({ revoked: byIds.length, alreadyRevoked: 0, remaining: 0, notFound: [] });
    await isConfirmedByBoth(answer);
    expect(await answers(byIds)).toEqual([{ 401: byIds.length }, { 401: byIds.length }]);
    expect((await transactionsOfRevocations(get())).slice(before.length)).toEqual([BY_IDS]);
  }, 120_000);

  it('by a filter: in several transactions, with one receipt that both replicas confirmed, after which each of them refuses each of the tokens, and no other', async () => {
    const before = await transactionsOfRevocations(get());
    const answer = await get().operator.revokeMany({ filter: { scope: 'warehouses:read' } });
    expect(answer.body).toMatchObject({ revoked: byFilter.length, alreadyRevoked: 0, remaining: 0, notFound: [] });
    await isConfirmedByBoth(answer);
    expect(await answers(byFilter)).toEqual([{ 401: byFilter.length }, { 401: byFilter.length }]);
    expect(await answers(others)).toEqual([{ 200: others.length }, { 200: others.length }]);
    expect((await transactionsOfRevocations(get())).slice(before.length)).toEqual([OF_ONE_TRANSACTION, BY_FILTER - OF_ONE_TRANSACTION]);
  }, 120_000);

  it('sent again changes nothing, and has the same receipt, answered by either token-service', async () => {
    const [first, second] = get().operators;
    const answer = await first.revokeMany({ filter: { scope: 'warehouses:read' } });
    expect([answer.status, answer.body]).toMatchObject([200, { revoked: 0, alreadyRevoked: byFilter.length, remaining: 0, receipt: { confirmed: true } }]);
    const position = answer.body.receipt?.position ?? 0;
    expect((await second.receipt(position)).body).toMatchObject({ position, confirmed: true });
  }, 60_000);

  async function isConfirmedByBoth(answer: Parameters<typeof confirmedReceipt>[1]): Promise<void> {
    const receipt = await confirmedReceipt(get().operator, answer);
    const boots = await Promise.all(get().world.replicas.map(async (replica) => (await get().stateOf(replica))['boot']));
    const told = receipt.replicas.filter(({ confirmedBy }) => confirmedBy === 'application').map(({ boot }) => boot);
    expect(told.toSorted()).toEqual(boots.toSorted());
    // All of it, not only its beginning.
    const [last] = await get().world.database.ask<{ position: string }>('token_service', "SELECT max(position) AS position FROM event WHERE type = 'TokenRevoked'");
    expect(receipt.position).toBe(Number(last?.position));
  }
}

/** How many tokens each transaction that revoked any has revoked, in their order. */
async function transactionsOfRevocations({ world }: InstallationOfTwo): Promise<readonly number[]> {
  const rows = await world.database.ask<{ tokens: string }>(
    'token_service',
    "SELECT count(*) AS tokens FROM event WHERE type = 'TokenRevoked' GROUP BY xmin::text ORDER BY min(position)",
  );
  return rows.map(({ tokens }) => Number(tokens));
}
