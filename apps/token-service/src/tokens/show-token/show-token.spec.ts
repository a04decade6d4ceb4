import { describe, expect, it } from '@jest/globals';
import { pointersOf } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const show = (path: string) => service.request('GET', `/api/v1/api-keys/${path}`, { headers: owner.headers });

describe('a token by its id', () => {
  it('is shown bare, with its version as ETag', async () => {
    const { apiToken } = await service.issue(owner.headers, { metadata: { shop: '7' } });
    const answer = await show(apiToken.id);
    expect(answer).toMatchObject({ status: 200, json: apiToken });
    expect(answer.headers.get('etag')).toBe('"1"');
  });

  it('shows when it was last used', async () => {
    const { apiToken } = await service.issue(owner.headers);
    await database.query(`INSERT INTO token_usage (token_id, last_used_at) VALUES ($1, '2026-11-23T05:00:00.123Z')`, [apiToken.id]);
    expect((await show(apiToken.id)).json).toEqual({ ...apiToken, lastUsedAt: '2026-11-23T05:00:00.123Z' });
  });

  it('takes no other parameter than asOf', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const answer = await show(`${apiToken.id}?at=1`);
    expect(answer.status).toBe(400);
    expect(pointersOf(answer)).toEqual(['/at']);
  });

  it.each(['tok_0000000000000000000000', 'nonsense', 'tok_%00'])('is 404 for %s', async (id) => {
    expect(await show(id)).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });
});
