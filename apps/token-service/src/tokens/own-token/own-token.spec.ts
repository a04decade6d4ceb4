import { describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import type { ApiToken } from '../read-model/api-token.js';
import { ReplicaContent } from '../replica-content.spec-kit.js';
import { bearer, type IssuedAnswer, pointersOf } from '../token-service.spec-kit.js';
import { toOwnToken } from './own-token.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const self = '/api/v1/api-keys/self';
const show = (token: string) => service.request('GET', self, { headers: bearer(token) });
const revoke = (token: string, { query = '', body, ...headers }: { query?: string; body?: unknown; prefer?: string } = {}) =>
  service.request('DELETE', `${self}${query}`, { headers: { ...bearer(token), ...headers }, ...(body !== undefined && { body }) });
const days = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString();

describe('the holder of a token', () => {
  it('sees what it is, what it may do and how long it lasts, whatever its scopes', async () => {
    const wish = { scopes: ['kiosk:scan'], expiresAt: days(30), description: 'by the door', metadata: { shop: '7' }, allowedIps: ['127.0.0.0/8', '::1'] };
    const { token, apiToken } = await service.issue(owner.headers, wish);
    const answer = await show(token);
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.json).toEqual({
      id: apiToken.id,
      object: 'api_token',
      name: 'Till',
      prefix: apiToken.prefix,
      scopes: ['kiosk:scan'],
      kind: 'user',
      environment: 'live',
      status: 'active',
      createdAt: apiToken.createdAt,
      notBefore: null,
      expiresAt: apiToken.expiresAt,
      secretExpiresAt: null,
      daysLeft: 30,
      revokedAt: null,
      version: 1,
    });
  });

  it('is not told who issued it, from where else it may be used, or what was noted about it', async () => {
    const { token } = await service.issue(owner.headers, { description: 'by the door', metadata: { shop: 'seven' }, allowedIps: ['127.0.0.0/8', '::1', '203.0.113.7'] });
    const { text } = await show(token);
    for (const secret of ['by the door', 'seven', '203.0.113.7', owner.email, owner.id]) expect(text).not.toContain(secret);
  });

  it('sees that the secret it presents has an end, where the token was rotated', async () => {
    const { token: old, apiToken } = await service.issue(owner.headers, { expiresAt: days(90) });
    const answer = await service.request('POST', `/api/v1/api-keys/${apiToken.id}/rotate`, { headers: owner.headers, body: { gracePeriodSeconds: 86_400 } });
    const { token, apiToken: after } = JSON.parse(answer.text) as IssuedAnswer;
    expect((await show(old)).json).toMatchObject({ prefix: after.prefix, daysLeft: 1, secretExpiresAt: expect.stringMatching(/Z$/), expiresAt: apiToken.expiresAt });
    expect((await show(token)).json).toMatchObject({ prefix: after.prefix, daysLeft: 90, secretExpiresAt: null });
  });

  it('is refused as everywhere where the token is no more, and where it is a person', async () => {
    const { token, apiToken } = await service.issue(owner.headers);
    await service.request('DELETE', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers });
    expect(await show(token)).toMatchObject({ status: 401, json: { code: 'invalid_token' } });
    expect(await service.request('GET', self, { headers: owner.headers })).toMatchObject({ status: 403, json: { code: 'token_required' } });
    expect(await service.request('DELETE', self, { headers: owner.headers })).toMatchObject({ status: 403, json: { code: 'token_required' } });
  });
});

describe('the days left', () => {
  const nowMs = Date.parse('2026-11-23T05:00:00.000Z');
  const at = (days: number, ms = 0): string => new Date(nowMs + days * 86_400_000 + ms).toISOString();
  const left = (expiresAt: string | null, secretExpiresAt: string | null = null) => toOwnToken({ expiresAt } as ApiToken, secretExpiresAt, nowMs).daysLeft;

  it.each<[string | null, string | null, number | null]>([
    [null, null, null],
    [at(30), null, 30],
    [at(30, 1), null, 31],
    [at(0, 1), null, 1],
    [at(0), null, 0],
    [at(-3), null, 0],
    [null, at(2), 2],
    [at(30), at(2), 2],
    [at(1), at(2), 1],
  ])('of a token until %s by a secret until %s are %s', (expiresAt, secretExpiresAt, expected) => {
    expect(left(expiresAt, secretExpiresAt)).toBe(expected);
  });
});

describe('a token revoked by its own holder', () => {
  it('is revoked for good, here and at a replica, with a reason and a receipt, by itself', async () => {
    const { token, apiToken } = await service.issue(owner.headers);
    const replica = new ReplicaContent(database);
    const answer = await revoke(token, { body: { reason: 'laptop lost' } });
    const [, event] = await readStream(database.query, `token/${apiToken.id}`);
    await replica.catchUp();
    expect(answer).toMatchObject({
      status: 200,
      json: { apiToken: { id: apiToken.id, status: 'revoked', revokedAt: event?.time }, receipt: { position: event?.position, confirmed: true } },
    });
    expect(event).toMatchObject({ type: 'TokenRevoked', data: { reason: 'laptop lost' }, actor: { type: 'token', id: apiToken.id } });
    expect(replica.outcome(token)).toBe('invalid');
    expect(await revoke(token)).toMatchObject({ status: 401 });
  });

  it('says 202 until it is confirmed', async () => {
    const { token } = await service.issue(owner.headers);
    service.receipts.appliedPosition = 0;
    expect(await revoke(token, { query: '?reason=x' })).toMatchObject({ status: 202, json: { apiToken: { status: 'revoked' }, receipt: { confirmed: false } } });
  });

  it('answers no more than its holder may see', async () => {
    const { token } = await service.issue(owner.headers, { description: 'by the door' });
    const { text } = await revoke(token);
    for (const secret of ['by the door', owner.email]) expect(text).not.toContain(secret);
  });

  it('may be so by the old secret of a rotated one, and takes the new one along', async () => {
    const { token: old, apiToken } = await service.issue(owner.headers);
    const { json } = await service.request('POST', `/api/v1/api-keys/${apiToken.id}/rotate`, { headers: owner.headers, body: { gracePeriodSeconds: 60 } });
    expect(await revoke(old)).toMatchObject({ status: 200 });
    expect(await show(String(json?.['token']))).toMatchObject({ status: 401 });
  });

  it.each<[Parameters<typeof revoke>[1], string]>([
    [{ query: '?force=1' }, '/force'],
    [{ body: { id: 'tok_0' } }, '/id'],
    [{ query: '?reason=a', body: { reason: 'b' } }, '/reason'],
  ])('is not, with %j', async (wish, pointer) => {
    const { token } = await service.issue(owner.headers);
    const answer = await revoke(token, wish);
    expect(answer).toMatchObject({ status: 400 });
    expect(pointersOf(answer)).toEqual([pointer]);
    expect(await show(token)).toMatchObject({ status: 200 });
  });
});
