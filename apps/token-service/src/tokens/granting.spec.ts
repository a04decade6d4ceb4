import { describe, expect, it } from '@jest/globals';
import { bearer, pointersOf } from './token-service.spec-kit.js';
import { tokensOfSuite } from './tokens-of-suite.spec-kit.js';

const { service, owner } = await tokensOfSuite();

const HERE = ['127.0.0.1', '::1'];
const END = '2089-01-01T00:00:00.000Z';
const ask = (method: string, path: string, token: string, body?: unknown) =>
  service.request(method, `/api/v1/api-keys${path}`, { headers: bearer(token), ...(body !== undefined && { body }) });
const manager = async (body: object = {}) => service.issue(owner.headers, { scopes: ['api_token:manage', 'items:read'], ...body });
const show = async (id: string) => (await service.request('GET', `/api/v1/api-keys/${id}`, { headers: owner.headers })).json;

describe('a caller who may manage tokens, and little else', () => {
  it.each<[string, object]>([
    ['a later end', { expiresAt: '2089-02-01T00:00:00Z' }],
    ['no end', { expiresAt: null }],
    ['an earlier beginning', { notBefore: '2088-01-01T00:00:00Z' }],
    ['no beginning', { notBefore: null }],
    ['a wider list', { allowedIps: ['203.0.113.0/24'] }],
    ['no list', { allowedIps: null }],
  ])('cannot give a token that may do more %s', async (_what, body) => {
    const wide = { scopes: ['items:delete'], notBefore: '2088-06-01T00:00:00Z', expiresAt: END, allowedIps: ['203.0.113.1'] };
    const { apiToken } = await service.issue(owner.headers, wide);
    const { token } = await manager();
    const answer = await ask('PATCH', `/${apiToken.id}`, token, body);
    expect(answer).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable', detail: expect.stringContaining('items:delete') } });
    expect(answer.json).not.toHaveProperty('errors');
    expect(await show(apiToken.id)).toEqual(apiToken);
  });

  it('cannot enable it, but disable and narrow it', async () => {
    const { apiToken } = await service.issue(owner.headers, { scopes: ['items:delete'] });
    const { token } = await manager();
    expect(await ask('POST', `/${apiToken.id}/disable`, token)).toMatchObject({ status: 200 });
    expect(await ask('POST', `/${apiToken.id}/enable`, token)).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable' } });
    expect(await ask('PATCH', `/${apiToken.id}`, token, { expiresAt: END, allowedIps: ['203.0.113.1'] })).toMatchObject({ status: 200 });
  });
});

describe('a token that ends', () => {
  it('lengthens neither its own life nor another’s beyond it', async () => {
    const { apiToken, token } = await manager({ expiresAt: END });
    const { apiToken: other } = await service.issue(owner.headers, { expiresAt: '2088-01-01T00:00:00Z' });
    for (const id of [apiToken.id, other.id]) {
      const answer = await ask('PATCH', `/${id}`, token, { expiresAt: null });
      expect(answer).toMatchObject({ status: 403, json: { code: 'beyond_own_lifetime' } });
      expect(pointersOf(answer)).toEqual(['/expiresAt']);
    }
    expect(await ask('PATCH', `/${other.id}`, token, { expiresAt: END })).toMatchObject({ status: 200 });
  });

  it('issues, rotates and enables none that lasts longer', async () => {
    const { token, apiToken } = await manager({ expiresAt: END });
    const { apiToken: endless } = await service.issue(owner.headers);
    const answer = await ask('POST', '', token, { name: 'x', scopes: ['items:read'] });
    expect(answer).toMatchObject({ status: 403, json: { code: 'beyond_own_lifetime' } });
    expect(pointersOf(answer)).toEqual(['/expiresAt']);
    expect(await ask('POST', '', token, { name: 'x', scopes: ['items:read'], expiresAt: END })).toMatchObject({ status: 201 });
    const rotation = await ask('POST', `/${endless.id}/rotate`, token);
    expect(rotation).toMatchObject({ status: 403, json: { code: 'beyond_own_lifetime' } });
    expect(rotation.json).not.toHaveProperty('errors');
    await ask('POST', `/${endless.id}/disable`, token);
    expect(await ask('POST', `/${endless.id}/enable`, token)).toMatchObject({ status: 403, json: { code: 'beyond_own_lifetime' } });
    expect(await ask('POST', `/${apiToken.id}/rotate`, token)).toMatchObject({ status: 200 });
  });
});

describe('a token with an allowlist', () => {
  it('takes neither its own away nor issues one for use from elsewhere', async () => {
    const { apiToken, token } = await manager({ allowedIps: HERE });
    const answers = [
      await ask('PATCH', `/${apiToken.id}`, token, { allowedIps: null }),
      await ask('POST', '', token, { name: 'x', scopes: ['items:read'] }),
      await ask('POST', '', token, { name: 'x', scopes: ['items:read'], allowedIps: ['127.0.0.0/8'] }),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 403, json: { code: 'beyond_own_allowlist' } });
      expect(pointersOf(answer)).toEqual(['/allowedIps']);
    }
    expect(await ask('POST', '', token, { name: 'x', scopes: ['items:read'], allowedIps: ['::1'] })).toMatchObject({ status: 201 });
  });
});

describe('a secret in its grace period', () => {
  it('neither rotates nor opens its own token, and may still narrow and revoke it', async () => {
    const { apiToken, token: old } = await manager({ notBefore: '2026-01-01T00:00:00Z' });
    const rotated = await service.request('POST', `/api/v1/api-keys/${apiToken.id}/rotate`, { headers: owner.headers, body: { gracePeriodSeconds: 3_600 } });
    expect(await ask('POST', `/${apiToken.id}/rotate`, old)).toMatchObject({ status: 403, json: { code: 'secret_retiring' } });
    expect(await ask('PATCH', `/${apiToken.id}`, old, { notBefore: null })).toMatchObject({ status: 403, json: { code: 'secret_retiring' } });
    expect(await ask('PATCH', `/${apiToken.id}`, old, { name: 'Renamed' })).toMatchObject({ status: 200 });
    expect(await ask('GET', '/self', String(rotated.json?.['token']))).toMatchObject({ status: 200 });
    expect(await ask('DELETE', '/self', old)).toMatchObject({ status: 200 });
  });
});
