import { describe, expect, it } from '@jest/globals';
import { type Scope, SCOPES } from '@portcullis/scopes';
import { bearer } from '../token-service.spec-kit.js';
import type { ScopesAnswer } from './shown-scope.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { service, owner } = await tokensOfSuite();

async function list(headers: Record<string, string>, query = ''): Promise<ScopesAnswer> {
  const answer = await service.request('GET', `/api/v1/scopes${query}`, { headers });
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text) as ScopesAnswer;
}

describe('the list of scopes', () => {
  it('is the whole catalogue in its order, with both languages, class and who may be granted it', async () => {
    const { data, nextCursor } = await list(owner.headers);
    expect(data.map(({ scope }) => scope)).toEqual(SCOPES.map(({ scope }) => scope));
    expect(nextCursor).toBeNull();
    expect(data.find(({ scope }) => scope === 'items:create')).toEqual({
      object: 'scope',
      scope: 'items:create',
      resource: 'items',
      action: 'create',
      class: 'write',
      oauthGrantable: true,
      bundles: ['read-write', 'administrative'],
      grantable: true,
      title: { en: 'Add items', id: 'Tambah barang' },
      description: { en: 'Add new items.', id: 'Menambahkan barang baru.' },
    });
    expect(data.find(({ scope }) => scope === 'api_token:manage')).toMatchObject({ class: 'special', oauthGrantable: false, bundles: ['administrative'] });
  });

  it('says of each access level what a token with it would get, and that is what it gets', async () => {
    const { bundles } = await list(owner.headers);
    expect(bundles.map(({ bundle }) => bundle)).toEqual(['restricted', 'read-only', 'read-write', 'administrative']);
    for (const { bundle, scopes } of bundles) {
      const { apiToken } = await service.issue(owner.headers, { scopes: undefined, bundle });
      expect(apiToken.scopes).toEqual(scopes);
    }
  });

  it('is for any live token, and tells it what it has itself', async () => {
    const scopes: readonly Scope[] = ['company:read', 'items:create'];
    const { token } = await service.issue(owner.headers, { scopes });
    const { data, bundles } = await list(bearer(token));
    expect(data.filter(({ grantable }) => grantable).map(({ scope }) => scope)).toEqual(scopes);
    expect(bundles.map((bundle) => bundle.scopes)).toEqual([['company:read'], ['company:read'], scopes, scopes]);
  });

  it('is the same in pages', async () => {
    const whole = await list(owner.headers);
    const data: ScopesAnswer['data'] = [];
    for (let query: string | null = '?limit=7'; query !== null; ) {
      const page: ScopesAnswer = await list(owner.headers, query);
      data.push(...page.data);
      query = page.nextCursor === null ? null : `?limit=7&cursor=${page.nextCursor}`;
    }
    expect(data).toEqual(whole.data);
  });

  it('is for nobody without a credential', async () => {
    expect(await service.request('GET', '/api/v1/scopes')).toMatchObject({ status: 401 });
  });
});
