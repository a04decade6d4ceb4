import { describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import { ReplicaContent } from '../replica-content.spec-kit.js';
import { bearer, pointersOf } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const change = (id: string, to: 'disable' | 'enable', { body, ...headers }: { body?: unknown; 'if-match'?: string; 'content-type'?: string } = {}) =>
  service.request('POST', `/api/v1/api-keys/${id}/${to}`, { headers: { ...owner.headers, ...headers }, ...(body !== undefined && { body }) });
const eventsOf = (tokenId: string) => readStream(database.query, `token/${tokenId}`);

describe('disabling a token', () => {
  it('answers the disabled token and the receipt', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const answer = await change(apiToken.id, 'disable', { body: { reason: 'looked odd' } });
    const [, event] = await eventsOf(apiToken.id);
    expect(answer).toMatchObject({ status: 200, json: { receipt: { position: event?.position, confirmed: true } } });
    expect(answer.json?.['apiToken']).toEqual({ ...apiToken, status: 'disabled', version: 2, position: event?.position });
    expect(event).toMatchObject({ type: 'TokenDisabled', data: { reason: 'looked odd' }, actor: { type: 'user', id: owner.id } });
    expect(answer.headers.get('etag')).toBe('"2"');
  });

  it('is confirmed as a revocation is', async () => {
    const { apiToken } = await service.issue(owner.headers);
    service.receipts.appliedPosition = 0;
    expect(await change(apiToken.id, 'disable')).toMatchObject({ status: 202, json: { receipt: { confirmed: false }, apiToken: { status: 'disabled' } } });
    expect(await change(apiToken.id, 'enable')).toMatchObject({ status: 202, json: { receipt: { confirmed: false }, apiToken: { status: 'active' } } });
  });

  it('is done once, and the first reason stays', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const first = await change(apiToken.id, 'disable', { body: { reason: 'first' } });
    expect(await change(apiToken.id, 'disable', { body: { reason: 'second' }, 'if-match': '"1"' })).toMatchObject({ status: 200, json: first.json });
    expect(await eventsOf(apiToken.id)).toMatchObject([{ type: 'TokenIssued' }, { type: 'TokenDisabled', data: { reason: 'first' } }]);
  });

  it('ends the token’s power here and at a replica at once, and enabling gives it back, with the same secret', async () => {
    const { apiToken, token } = await service.issue(owner.headers, { scopes: ['api_token:manage', 'items:read'] });
    const replica = new ReplicaContent(database);
    const seen = async () => {
      await replica.catchUp();
      const { status } = await service.request('GET', '/api/v1/api-keys', { headers: bearer(token) });
      return [status, replica.outcome(token)];
    };
    expect(await seen()).toEqual([200, 'allowed']);
    await change(apiToken.id, 'disable');
    expect(await seen()).toEqual([401, 'invalid']);
    await change(apiToken.id, 'enable');
    expect(await seen()).toEqual([200, 'allowed']);
  });

  it('may be what a token does to itself', async () => {
    const { apiToken, token } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
    expect(await service.request('POST', `/api/v1/api-keys/${apiToken.id}/disable`, { headers: bearer(token) })).toMatchObject({ status: 200 });
    expect(await service.request('POST', `/api/v1/api-keys/${apiToken.id}/enable`, { headers: bearer(token) })).toMatchObject({ status: 401 });
  });
});

describe('enabling a token', () => {
  it('of a token that is not disabled changes nothing', async () => {
    const { apiToken, receipt } = await service.issue(owner.headers);
    expect(await change(apiToken.id, 'enable')).toMatchObject({ status: 200, json: { apiToken: { ...apiToken }, receipt: { position: receipt.position } } });
  });

  it('keeps what was changed meanwhile', async () => {
    const { apiToken } = await service.issue(owner.headers);
    await change(apiToken.id, 'disable');
    await service.request('PATCH', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers, body: { name: 'New' } });
    expect((await change(apiToken.id, 'enable')).json).toMatchObject({ apiToken: { name: 'New', status: 'active', version: 4 } });
  });

  it.each(['disable', 'enable'] as const)('or disabling, as %s, is not for a revoked token', async (to) => {
    const { apiToken } = await service.issue(owner.headers);
    await service.request('DELETE', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers });
    expect(await change(apiToken.id, to)).toMatchObject({ status: 409, json: { code: 'token_revoked' } });
  });

  it.each(['disable', 'enable'] as const)('or disabling, as %s, of another version than the one named is refused', async (to) => {
    const { apiToken } = await service.issue(owner.headers);
    if (to === 'enable') await change(apiToken.id, 'disable');
    expect(await change(apiToken.id, to, { 'if-match': '"7"' })).toMatchObject({ status: 412 });
  });

  it.each<['disable' | 'enable', string, Parameters<typeof change>[2], string]>([
    ['disable', 'a long reason', { body: { reason: 'x'.repeat(501) } }, '/reason'],
    ['disable', 'an unknown member', { body: { until: 1 } }, '/until'],
    ['enable', 'a reason, which nobody would keep', { body: { reason: 'x' } }, '/reason'],
    ['enable', 'a list', { body: [] }, ''],
  ])('or disabling, as %s, is refused with %s', async (to, _what, wish, pointer) => {
    const { apiToken } = await service.issue(owner.headers);
    const answer = await change(apiToken.id, to, wish);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(pointersOf(answer)).toEqual([pointer]);
  });

  it.each(['disable', 'enable'] as const)('or disabling, as %s, needs no body, whatever content type is claimed for it', async (to) => {
    const { apiToken } = await service.issue(owner.headers);
    expect(await change(apiToken.id, to, { 'content-type': 'application/json' })).toMatchObject({ status: 200 });
  });
});
