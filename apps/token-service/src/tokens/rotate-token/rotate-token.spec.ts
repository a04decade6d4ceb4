import { describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import { eventually } from '@portcullis/testing';
import { ReplicaContent } from '../replica-content.spec-kit.js';
import { bearer, type IssuedAnswer, pointersOf } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const ask = (id: string, body?: unknown, headers: Readonly<Record<string, string>> = owner.headers) =>
  service.request('POST', `/api/v1/api-keys/${id}/rotate`, { headers, ...(body !== undefined && { body }) });

async function rotate(id: string, gracePeriodSeconds?: number): Promise<IssuedAnswer> {
  const answer = await ask(id, { gracePeriodSeconds });
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text) as IssuedAnswer;
}

const manage = { scopes: ['api_token:manage', 'items:read'] };
const statusWith = async (token: string) => (await service.request('GET', '/api/v1/api-keys', { headers: bearer(token) })).status;
const secretsOf = (id: string) => service.request('GET', `/api/v1/api-keys/${id}/secrets`, { headers: owner.headers });

describe('a rotated token', () => {
  it('has the same id, a new secret that is shown once, and a receipt', async () => {
    const { apiToken, token: old } = await service.issue(owner.headers, { ...manage, metadata: { shop: '7' } });
    const answer = await ask(apiToken.id);
    const { token, apiToken: after, receipt } = JSON.parse(answer.text) as IssuedAnswer;
    const [, event] = await readStream(database.query, `token/${apiToken.id}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(token).toMatch(/^pcl_live_[0-9A-Za-z]{36}$/);
    expect(token).not.toBe(old);
    expect(after).toEqual({ ...apiToken, lastUsedAt: null, prefix: token.slice(0, 12), version: 2, position: event?.position });
    expect(receipt).toMatchObject({ position: event?.position, confirmed: true });
    expect(event).toMatchObject({ type: 'TokenRotated', data: { prefix: token.slice(0, 12), previousValidUntil: null } });
    expect([await statusWith(old), await statusWith(token)]).toEqual([401, 200]);
  });

  it('of the test environment stays one', async () => {
    const { apiToken } = await service.issue(owner.headers, { environment: 'test' });
    expect((await rotate(apiToken.id)).token).toMatch(/^pcl_test_/);
  });

  it('keeps its old secret for the grace period, here and at a replica, and not longer', async () => {
    const { apiToken, token: old } = await service.issue(owner.headers, manage);
    const { token } = await rotate(apiToken.id, 3_600);
    const replica = new ReplicaContent(database);
    await replica.catchUp();
    expect([await statusWith(old), await statusWith(token)]).toEqual([200, 200]);
    expect([replica.outcome(old), replica.outcome(token)]).toEqual(['allowed', 'allowed']);
    const { validUntil } = (await secretsOf(apiToken.id)).json?.['previous'] as { validUntil: string };
    const leftMs = Date.parse(validUntil) - Date.now();
    expect(leftMs).toBeGreaterThan(3_500_000);
    expect(leftMs).toBeLessThanOrEqual(3_600_000);
    replica.lookAhead(leftMs - 5_000);
    expect([replica.outcome(old), replica.outcome(token)]).toEqual(['allowed', 'allowed']);
    replica.lookAhead(leftMs);
    expect([replica.outcome(old), replica.outcome(token)]).toEqual(['invalid', 'allowed']);
  });

  it('is found at a replica by its new secret alone where no grace period was given', async () => {
    const { apiToken, token: old } = await service.issue(owner.headers);
    const replica = new ReplicaContent(database);
    await replica.catchUp();
    expect(replica.outcome(old)).toBe('allowed');
    const { token } = await rotate(apiToken.id);
    expect([replica.outcome(old), replica.outcome(token)]).toEqual(['allowed', 'invalid']);
    await replica.catchUp();
    expect([replica.outcome(old), replica.outcome(token)]).toEqual(['invalid', 'allowed']);
  });

  it('loses its oldest secret when it is rotated again, also within that one’s grace period', async () => {
    const { apiToken, token: first } = await service.issue(owner.headers, manage);
    const { token: second } = await rotate(apiToken.id, 86_400);
    const { token: third } = await rotate(apiToken.id, 86_400);
    const replica = new ReplicaContent(database);
    await replica.catchUp();
    expect([await statusWith(first), await statusWith(second), await statusWith(third)]).toEqual([401, 200, 200]);
    expect([first, second, third].map((token) => replica.outcome(token))).toEqual(['invalid', 'allowed', 'allowed']);
  });

  it('loses both secrets with its revocation, and while it is disabled', async () => {
    const { apiToken, token: old } = await service.issue(owner.headers);
    const { token } = await rotate(apiToken.id, 3_600);
    const replica = new ReplicaContent(database);
    const seen = async () => {
      await replica.catchUp();
      return [replica.outcome(old), replica.outcome(token)];
    };
    await service.request('POST', `/api/v1/api-keys/${apiToken.id}/disable`, { headers: owner.headers });
    expect(await seen()).toEqual(['invalid', 'invalid']);
    await service.request('POST', `/api/v1/api-keys/${apiToken.id}/enable`, { headers: owner.headers });
    expect(await seen()).toEqual(['allowed', 'allowed']);
    await service.request('DELETE', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers });
    expect(await seen()).toEqual(['invalid', 'invalid']);
  });

  it('by one of many who saw the same version has one new secret', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(apiToken.id, undefined, { ...owner.headers, 'if-match': '"1"' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412]);
  });

  it('may be what a token does to itself, and the next request is made with the new secret', async () => {
    const { apiToken, token } = await service.issue(owner.headers, manage);
    const answer = await ask(apiToken.id, undefined, bearer(token));
    expect([await statusWith(token), await statusWith(String(answer.json?.['token']))]).toEqual([401, 200]);
  });

  it('says 202 until the rotation is confirmed, and shows the secret all the same', async () => {
    const { apiToken } = await service.issue(owner.headers);
    service.receipts.appliedPosition = 0;
    const answer = await ask(apiToken.id, {});
    expect(answer).toMatchObject({ status: 202, json: { token: expect.stringMatching(/^pcl_live_/), receipt: { confirmed: false } } });
    expect(answer.headers.get('location')).toBe((answer.json?.['receipt'] as { href: string }).href);
  });
});

describe('the secrets of a token', () => {
  it('are one, or two while a grace period lasts, by their labels alone', async () => {
    const { apiToken, token: old } = await service.issue(owner.headers);
    expect(await secretsOf(apiToken.id)).toMatchObject({ status: 200, json: { object: 'api_token_secrets', current: { prefix: apiToken.prefix }, previous: null } });
    const { token } = await rotate(apiToken.id, 60);
    const { json } = await secretsOf(apiToken.id);
    expect(json).toEqual({
      object: 'api_token_secrets',
      current: { prefix: token.slice(0, 12) },
      previous: { prefix: old.slice(0, 12), validUntil: expect.stringMatching(/Z$/) },
    });
    await database.query('UPDATE api_token_secret SET valid_until = now() WHERE token_id = $1 AND valid_until IS NOT NULL', [apiToken.id]);
    expect((await secretsOf(apiToken.id)).json).toMatchObject({ previous: null });
  });

  it.each(['tok_0000000000000000000000', 'nonsense'])('are 404 for %s', async (id) => {
    expect(await secretsOf(id)).toMatchObject({ status: 404 });
  });
});

describe('a rotation is refused', () => {
  it.each<[unknown, string]>([
    [{ gracePeriodSeconds: -1 }, '/gracePeriodSeconds'],
    [{ gracePeriodSeconds: 2_592_001 }, '/gracePeriodSeconds'],
    [{ gracePeriodSeconds: 1.5 }, '/gracePeriodSeconds'],
    [{ gracePeriodSeconds: '60' }, '/gracePeriodSeconds'],
    [{ gracePeriodSeconds: null }, '/gracePeriodSeconds'],
    [{ graceperiodseconds: 1 }, '/graceperiodseconds'],
    [{ token: 'of my own' }, '/token'],
    [[], ''],
  ])('with %j', async (body, pointer) => {
    const { apiToken } = await service.issue(owner.headers);
    const answer = await ask(apiToken.id, body);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(pointersOf(answer)).toEqual([pointer]);
  });

  it('up to 30 days it is not', async () => {
    const { apiToken } = await service.issue(owner.headers);
    expect(await ask(apiToken.id, { gracePeriodSeconds: 2_592_000 })).toMatchObject({ status: 200 });
  });

  it('to whoever would be shown a secret for more than they may do', async () => {
    const { apiToken, token: old } = await service.issue(owner.headers, { scopes: ['items:read', 'items:delete', 'api_token:manage'] });
    const { token } = await service.issue(owner.headers, manage);
    const answer = await ask(apiToken.id, {}, bearer(token));
    expect(answer).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable', detail: expect.stringContaining('items:delete') } });
    expect(answer.json).not.toHaveProperty('errors');
    expect(await statusWith(old)).toBe(200);
  });

  it('once the token is revoked, or has expired', async () => {
    const { apiToken: revoked } = await service.issue(owner.headers);
    await service.request('DELETE', `/api/v1/api-keys/${revoked.id}`, { headers: owner.headers });
    expect(await ask(revoked.id)).toMatchObject({ status: 409, json: { code: 'token_revoked' } });
    const { apiToken: expiring } = await service.issue(owner.headers, { expiresAt: new Date(Date.now() + 2_000).toISOString() });
    await eventually(async () => {
      const { json } = await service.request('GET', `/api/v1/api-keys/${expiring.id}`, { headers: owner.headers });
      expect(json).toMatchObject({ status: 'expired' });
    }, { timeoutMs: 10_000 });
    expect(await ask(expiring.id)).toMatchObject({ status: 409, json: { code: 'token_expired' } });
  });

  it.each(['tok_0000000000000000000000', 'nonsense', 'self'])('for %s, with 404', async (id) => {
    expect(await ask(id)).toMatchObject({ status: 404 });
  });
});
