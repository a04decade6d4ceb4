import { describe, expect, it } from '@jest/globals';
import { bearer } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const body = { name: 'Till 3', scopes: ['items:read'] };
const issue = (key: string, wish: object = body, headers: Record<string, string> = owner.headers) =>
  service.request('POST', '/api/v1/api-keys', { body: wish, headers: { ...headers, 'idempotency-key': key } });
const idOf = ({ json }: Awaited<ReturnType<typeof issue>>) => (json?.['apiToken'] as { id: string } | undefined)?.id;

async function countTokens(): Promise<number> {
  const [row] = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM api_token');
  return row?.count ?? 0;
}

describe('an Idempotency-Key', () => {
  it('makes a retry get the first answer’s status and token, but never the secret again', async () => {
    const first = await issue('retry');
    const replay = await issue('retry', { scopes: ['items:read'], name: 'Till 3' });
    expect(replay.status).toBe(first.status);
    expect(replay.json).toEqual({ ...first.json, token: null, secretShown: false });
    expect(replay.headers.get('cache-control')).toBe('no-store');
    expect(replay.headers.get('location')).toBe(first.headers.get('location'));
  });

  it('keeps the first answer’s status when more is known by then, and the token as it was issued when it has changed since', async () => {
    service.receipts.appliedPosition = 0;
    const first = await issue('unconfirmed');
    expect(first.status).toBe(202);
    service.receipts.appliedPosition = null;
    await service.request('DELETE', `/api/v1/api-keys/${idOf(first) ?? ''}`, { headers: owner.headers });
    const replay = await issue('unconfirmed');
    expect(replay.status).toBe(202);
    expect(replay.json?.['apiToken']).toEqual(first.json?.['apiToken']);
  });

  it('is refused with another body', async () => {
    await issue('other body');
    expect(await issue('other body', { ...body, name: 'Till 4' })).toMatchObject({ status: 409, json: { code: 'idempotency_conflict' } });
  });

  it('stands for the caller’s own request only', async () => {
    const other = await service.owner();
    const { token } = await service.issue(owner.headers, { scopes: ['api_token:manage', 'items:read'] });
    const answers = await Promise.all([owner.headers, other.headers, bearer(token)].map((headers) => issue('shared', body, headers)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(idOf)).size).toBe(3);
  });

  it('issues one token however many requests come at once', async () => {
    const before = await countTokens();
    const answers = await Promise.all(Array.from({ length: 8 }, () => issue('at once')));
    expect(await countTokens()).toBe(before + 1);
    expect(new Set(answers.map(idOf)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(answers.filter(({ json }) => json?.['token'] !== null)).toHaveLength(1);
  });

  it('costs nobody the secret where the status of the answer cannot be kept', async () => {
    await database.query('ALTER TABLE issue_request ADD CONSTRAINT broken CHECK (status IS NULL) NOT VALID');
    const first = await issue('not kept').finally(() => database.query('ALTER TABLE issue_request DROP CONSTRAINT broken'));
    expect(first).toMatchObject({ status: 201, json: { token: expect.stringMatching(/^pcl_live_/) as unknown } });
    expect(await issue('not kept')).toMatchObject({ status: 201, json: { token: null } });
  });

  it('is not used up by a request that was refused', async () => {
    expect(await issue('refused', { ...body, expiresAt: '2020-01-01T00:00:00Z' })).toMatchObject({ status: 400 });
    expect(await issue('refused')).toMatchObject({ status: 201 });
  });

  it('answers a retry even where the wish would be refused by now', async () => {
    const { token, apiToken } = await service.issue(owner.headers, { scopes: ['api_token:manage', 'items:read'] });
    const soon = new Date(Date.now() + 60_000).toISOString();
    const first = await issue('late', { ...body, expiresAt: soon }, bearer(token));
    await database.query(`UPDATE api_token SET scopes = '{api_token:manage}' WHERE id = $1`, [apiToken.id]);
    const replay = await issue('late', { ...body, expiresAt: soon }, bearer(token));
    expect(idOf(replay)).toBe(idOf(first));
  });

  it('does not stand for a request without a body', async () => {
    const headers = { ...owner.headers, 'idempotency-key': 'no body' };
    expect((await service.request('POST', '/api/v1/api-keys', { headers })).status).toBe(400);
  });

  it('must be one that can be kept', async () => {
    expect(await issue('x'.repeat(256))).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
  });
});
