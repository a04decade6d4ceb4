import { describe, expect, it } from '@jest/globals';
import type { LoggedIn } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { service, owner } = await tokensOfSuite();

const show = (position: number | string, { headers }: LoggedIn = owner) =>
  service.request('GET', `/api/v1/receipts/${position}`, { headers });

describe('a receipt', () => {
  it('can be asked for again, and says what is known now', async () => {
    service.receipts.appliedPosition = 0;
    const { receipt } = await service.issue(owner.headers);
    expect(receipt.confirmed).toBe(false);
    expect(await show(receipt.position)).toMatchObject({ status: 200, json: receipt });
    service.receipts.appliedPosition = receipt.position;
    expect(await service.request('GET', receipt.href, { headers: owner.headers })).toMatchObject({ status: 200, json: { confirmed: true } });
  });

  it('is its own workspace’s only', async () => {
    const { receipt } = await service.issue(owner.headers);
    expect(await show(receipt.position, await service.owner())).toMatchObject({ status: 404 });
  });

  it.each(['0', '-1', '01', '1e3', '999999999', '99999999999999999999', 'x', '%00'])('is 404 for the position %s', async (position) => {
    expect(await show(position)).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });
});
