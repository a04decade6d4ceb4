import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { createToken } from '@portcullis/token';
import { randomBytes } from 'node:crypto';
import type { Received } from '../../identity/http-client.spec-kit.js';
import { bearer, type IssuedAnswer, pointersOf } from '../../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();
let asking: Record<string, string>;
beforeAll(async () => {
  asking = bearer((await service.issue(owner.headers, { scopes: ['api_token:manage'] })).token);
});

const introspect = (form: Record<string, string> | string, headers: Record<string, string> = asking): Promise<Received> =>
  service.request('POST', '/oauth/introspect', { headers, form: typeof form === 'string' ? form : new URLSearchParams(form).toString() });
const path = ({ apiToken }: IssuedAnswer, below = ''): string => `/api/v1/api-keys/${apiToken.id}${below}`;
const change = (method: string, address: string, body?: object): Promise<Received> => service.request(method, address, { headers: owner.headers, ...(body && { body }) });
const inactive = { active: false };
const seconds = (time: string | null): number => Math.floor(Date.parse(time ?? '') / 1_000);

describe('a service that asks about a live token of its workspace', () => {
  it('is told what RFC 7662 §2.2 has, and whose it is', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { token, apiToken } = await service.issue(owner.headers, { scopes: ['items:read', 'company:read'], expiresAt });
    const answer = await introspect({ token, token_type_hint: 'access_token' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('etag')).toBeNull();
    expect(answer.json).toEqual({
      active: true,
      scope: apiToken.scopes.join(' '),
      token_type: 'Bearer',
      sub: owner.id,
      iss: 'http://console.test:4100',
      jti: apiToken.id,
      iat: seconds(apiToken.createdAt),
      exp: seconds(expiresAt),
      workspace_id: owner.workspaceId,
      kind: 'user',
      environment: 'live',
    });
  });

  it('is told of a workspace token that it is the workspace’s, and of one without end no end', async () => {
    const { token } = await service.issue(owner.headers, { kind: 'workspace' });
    const { json } = await introspect({ token });
    expect(json).toMatchObject({ active: true, sub: owner.workspaceId, kind: 'workspace' });
    expect(json).not.toHaveProperty('exp');
    expect(json).not.toHaveProperty('nbf');
  });

  it('is told the end of a secret in its grace period, where that comes first', async () => {
    const issued = await service.issue(owner.headers);
    await change('POST', path(issued, '/rotate'), { gracePeriodSeconds: 600 });
    const { json } = await introspect({ token: issued.token });
    expect(json).toMatchObject({ active: true });
    expect(Math.abs(Number(json?.['exp']) - Date.now() / 1_000 - 600)).toBeLessThan(30);
  });

  it('is told from where it may be used, or says from where it is', async () => {
    const { token, apiToken } = await service.issue(owner.headers, { allowedIps: ['203.0.113.0/24', '2001:db8::/32'] });
    expect((await introspect({ token })).json).toMatchObject({ active: true, allowed_ips: apiToken.allowedIps });
    for (const client_address of ['203.0.113.9', '::ffff:203.0.113.9', '2001:db8::9', '']) expect((await introspect({ token, client_address })).json).toMatchObject({ active: true });
    for (const client_address of ['203.0.114.9', '2001:db9::1']) expect((await introspect({ token, client_address })).json).toEqual(inactive);
    expect(pointersOf(await introspect({ token, client_address: 'here' }))).toEqual(['/client_address']);
  });

  it('has a use counted where it says from where a call came, and none where it only looks', async () => {
    const [used, seen] = [await service.issue(owner.headers), await service.issue(owner.headers)];
    await introspect({ token: seen.token });
    await introspect({ token: used.token, client_address: '203.0.113.9' });
    const lastUsed = async (issued: IssuedAnswer) => (await change('GET', path(issued))).json?.['lastUsedAt'];
    await eventually(async () => {
      expect(await lastUsed(used)).not.toBeNull();
    });
    expect(await lastUsed(seen)).toBeNull();
  });
});

describe('whatever is no live token of the workspace', () => {
  const hour = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
  it.each<[string, () => Promise<string>]>([
    ['unknown', () => Promise.resolve(createToken('live', randomBytes))],
    ['malformed', () => Promise.resolve('pcl_live_no')],
    ['of a wrong checksum', async () => (await service.issue(owner.headers)).token.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['of another form', () => Promise.resolve('eyJhbGciOiJub25lIn0.e30.')],
    ['not valid yet', async () => (await service.issue(owner.headers, { notBefore: hour(1) })).token],
    ['of the other environment', async () => (await service.issue(owner.headers, { environment: 'test' })).token],
    ['of another workspace', async () => (await service.issue((await service.owner()).headers)).token],
    ['expired', async () => {
      const { token, apiToken } = await service.issue(owner.headers, { expiresAt: hour(1) });
      await database.query(`UPDATE api_token SET expires_at = now() WHERE id = $1`, [apiToken.id]);
      return token;
    }],
    ['disabled', async () => {
      const issued = await service.issue(owner.headers);
      await change('POST', path(issued, '/disable'));
      return issued.token;
    }],
    ['revoked', async () => {
      const issued = await service.issue(owner.headers);
      await change('DELETE', path(issued));
      return issued.token;
    }],
    ['rotated away', async () => {
      const issued = await service.issue(owner.headers);
      await change('POST', path(issued, '/rotate'));
      return issued.token;
    }],
  ])('is not active, and nothing more: %s', async (_what, make) => {
    const answer = await introspect({ token: await make() });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('{"active":false}');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});

describe('introspection', () => {
  it('is for tokens that may manage tokens: not for others, nor for people, nor for nobody', async () => {
    const { token } = await service.issue(owner.headers);
    expect(await introspect({ token }, bearer(token))).toMatchObject({ status: 403, json: { code: 'insufficient_scope' } });
    expect(await introspect({ token }, owner.headers)).toMatchObject({ status: 403, json: { code: 'token_required' } });
    expect(await introspect({ token }, {})).toMatchObject({ status: 401 });
  });

  it.each<[string, string, string]>([
    ['without a token', 'token_type_hint=x', '/token'],
    ['with an empty one', 'token=', '/token'],
    ['with two', 'token=a&token=b', '/token'],
    ['with two of what is not known', 'token=a&client_id=b&client_id=c', '/client_id'],
  ])('%s is refused, in our form and in OAuth’s', async (_what, form, pointer) => {
    const answer = await introspect(form);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed', error: 'invalid_request' } });
    expect(pointersOf(answer)).toEqual([pointer]);
  });

  it('ignores what OAuth clients send besides', async () => {
    expect(await introspect({ token: 'a', client_id: 'b', client_secret: 'c' })).toMatchObject({ status: 200, json: inactive });
  });

  it('takes a token neither from the address, nor as JSON, nor as the bearer of a form', async () => {
    const { token } = await service.issue(owner.headers);
    expect(await service.request('POST', `/oauth/introspect?token=${token}`, { headers: asking })).toMatchObject({ status: 400 });
    expect(await service.request('POST', '/oauth/introspect', { headers: asking, body: { token } })).toMatchObject({ status: 415 });
    expect(await introspect({ access_token: token }, {})).toMatchObject({ status: 400, json: { code: 'invalid_request' } });
    expect(service.log()).not.toContain(token.slice(12));
  });
});
