import { describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../database/data-source-options.js';
import { pointersOf } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';
import { TokenSearches } from '../read-model/token-searches.js';
import { CountedTokens } from './counted-tokens.js';

const { database, service } = await tokensOfSuite();

describe('the counts of tokens', () => {
  it('are none for a new workspace, whatever others have', async () => {
    await service.issue((await service.owner()).headers);
    const { headers } = await service.owner();
    const byStatus = { pending: 0, active: 0, disabled: 0, expired: 0, revoked: 0 };
    expect((await service.request('GET', '/api/v1/api-keys/counts', { headers })).json).toEqual({ object: 'api_token_counts', total: 0, byStatus, isComplete: true });
  });

  it('say when a workspace has more tokens than are looked at, and are then those of the newest', async () => {
    const owner = await service.owner();
    for (const name of ['old', 'new', 'newest']) await service.issue(owner.headers, { name });
    const dataSource = await new DataSource(dataSourceOptions(database.connectionString, () => undefined)).initialize();
    try {
      const tokens = new CountedTokens(new TokenSearches(dataSource));
      const { workspaceId } = owner;
      expect(await tokens.count({ workspaceId }, 3)).toMatchObject({ byStatus: { active: 3 }, isComplete: true });
      expect(await tokens.count({ workspaceId, name: 'NEW' }, 2)).toMatchObject({ byStatus: { active: 2 }, isComplete: false });
      expect(await tokens.count({ workspaceId, name: 'old' }, 2)).toMatchObject({ byStatus: { active: 0 }, isComplete: false });
    } finally {
      await dataSource.destroy();
    }
  });

  it.each([
    ['?status=active', '/status'],
    ['?limit=10', '/limit'],
    ['?sort=name', '/sort'],
    ['?name=a&name=b', '/name'],
  ])('refuse %s', async (query, pointer) => {
    const { headers } = await service.owner();
    const answer = await service.request('GET', `/api/v1/api-keys/counts${query}`, { headers });
    expect([answer.status, pointersOf(answer)]).toEqual([400, [pointer]]);
  });
});
