import { describe, expect, it } from '@jest/globals';
import type { Query } from '@portcullis/event-store';
import { loadToken } from './load-token.js';
import { tokensOfSuite } from './tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

describe('a token that is loaded', () => {
  it('is its workspace’s own: of another’s not one event is read', async () => {
    const { apiToken } = await service.issue(owner.headers);
    await service.request('POST', `/api/v1/api-keys/${apiToken.id}/disable`, { headers: owner.headers });
    const counts: number[] = [];
    const counted = (async (sql, values) => {
      const rows = await database.query(sql, values);
      counts.push(rows.length);
      return rows;
    }) as Query;
    expect(await loadToken(counted, { workspaceId: owner.workspaceId, tokenId: apiToken.id })).toMatchObject({ version: 2, state: { status: 'disabled' } });
    expect(await loadToken(counted, { workspaceId: 'wsp_another', tokenId: apiToken.id })).toEqual({ state: { status: 'none' }, version: 0, position: 0 });
    expect(counts).toEqual([2, 0]);
  });
});
