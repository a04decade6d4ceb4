import { describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import { eventually } from '@portcullis/testing';
import { ReplicaContent } from '../replica-content.spec-kit.js';
import { bearer, pointersOf } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const update = (id: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  service.request('PATCH', `/api/v1/api-keys/${id}`, { headers: { ...owner.headers, ...headers }, body });
const show = (id: string) => service.request('GET', `/api/v1/api-keys/${id}`, { headers: owner.headers });
const eventsOf = (tokenId: string) => readStream(database.query, `token/${tokenId}`);

describe('a change of a token in place', () => {
  it('answers the token as it is now and the receipt, and the secret stays', async () => {
    const { apiToken, token } = await service.issue(owner.headers, { scopes: ['items:read', 'api_token:manage'], description: 'old', metadata: { a: '1' } });
    const wish = {
      name: 'Till 4',
      description: null,
      scopes: ['api_token:manage', 'company:read'],
      allowedIps: '127.0.0.1\n::1, 192.0.2.0/24',
      notBefore: '2026-01-01T00:00:00Z',
      expiresAt: '2090-01-01T00:00:00Z',
      metadata: { b: '2' },
    };
    const answer = await update(apiToken.id, wish);
    const [, event] = await eventsOf(apiToken.id);
    const changes = {
      name: 'Till 4',
      description: null,
      scopes: ['company:read', 'api_token:manage'],
      allowedIps: ['127.0.0.1', '::1', '192.0.2.0/24'],
      notBefore: '2026-01-01T00:00:00.000Z',
      expiresAt: '2090-01-01T00:00:00.000Z',
      metadata: { b: '2' },
    };
    expect(answer).toMatchObject({ status: 200, json: { receipt: { position: event?.position, confirmed: true } } });
    expect(answer.json?.['apiToken']).toEqual({ ...apiToken, ...changes, version: 2, position: event?.position });
    expect(event).toMatchObject({ type: 'TokenUpdated', data: { changes }, actor: { type: 'user', id: owner.id } });
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(await service.request('GET', '/api/v1/api-keys', { headers: bearer(token) })).toMatchObject({ status: 200 });
  });

  it('leaves what is absent as it is, and records only what differs', async () => {
    const { apiToken } = await service.issue(owner.headers, { allowedIps: ['192.0.2.1'], expiresAt: '2090-01-01T00:00:00Z', metadata: { a: '1' } });
    await update(apiToken.id, { name: 'New', allowedIps: ['192.0.2.1'] });
    expect((await show(apiToken.id)).json).toMatchObject({ name: 'New', allowedIps: apiToken.allowedIps, expiresAt: apiToken.expiresAt, metadata: apiToken.metadata });
    expect((await eventsOf(apiToken.id))[1]?.data).toEqual({ changes: { name: 'New' } });
  });

  it.each(['allowedIps', 'expiresAt', 'notBefore', 'description', 'metadata'])('takes %s away where it is null', async (member) => {
    const { apiToken: none } = await service.issue(owner.headers);
    const all = { allowedIps: ['192.0.2.1'], expiresAt: '2090-01-01T00:00:00Z', notBefore: '2026-01-01T00:00:00Z', description: 'said', metadata: { a: '1' } };
    const { apiToken } = await service.issue(owner.headers, all);
    await update(apiToken.id, { [member]: null });
    const before: Record<string, unknown> = { ...apiToken };
    const without: Record<string, unknown> = { ...none };
    expect((await show(apiToken.id)).json).toEqual({ ...before, [member]: without[member], version: 2, position: expect.any(Number) });
  });

  it.each([[{}], [{ name: 'Till', scopes: ['items:read'], description: '' }]])('that is so already changes nothing: %j', async (wish) => {
    const { apiToken, receipt } = await service.issue(owner.headers);
    expect(await update(apiToken.id, wish, { 'if-match': '"9"' })).toMatchObject({ status: 200, json: { apiToken: { ...apiToken }, receipt: { position: receipt.position } } });
    expect(await eventsOf(apiToken.id)).toHaveLength(1);
  });

  it('of a version that is the token’s no more is refused, and nothing of it is done', async () => {
    const { apiToken } = await service.issue(owner.headers);
    expect(await update(apiToken.id, { name: 'One' }, { 'if-match': '"1"' })).toMatchObject({ status: 200 });
    expect(await update(apiToken.id, { name: 'Two', description: 'x' }, { 'if-match': '"1"' })).toMatchObject({ status: 412, json: { code: 'precondition_failed' } });
    expect((await show(apiToken.id)).json).toMatchObject({ name: 'One', description: null });
  });

  it('is made by one of many who saw the same version, and by all of those who did not ask for one', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const race = (headers: Record<string, string>) => Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => update(apiToken.id, { name, description: name }, headers)));
    const statuses = (await race({ 'if-match': '"1"' })).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412, 412, 412, 412]);
    expect((await race({})).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const { name, description } = (await show(apiToken.id)).json as { name: string; description: string };
    expect(name).toBe(description);
  });

  it('is confirmed as a revocation is', async () => {
    const { apiToken } = await service.issue(owner.headers, { scopes: ['items:read', 'items:create'] });
    service.receipts.appliedPosition = 0;
    const answer = await update(apiToken.id, { scopes: ['items:read'] });
    expect(answer).toMatchObject({ status: 202, json: { receipt: { confirmed: false }, apiToken: { scopes: ['items:read'] } } });
    expect(answer.headers.get('location')).toBe((answer.json?.['receipt'] as { href: string }).href);
  });

  it('decides what a replica says from the moment that it applied it', async () => {
    const { apiToken, token } = await service.issue(owner.headers, { scopes: ['items:read', 'items:create'] });
    const replica = new ReplicaContent(database);
    await replica.catchUp();
    expect(replica.outcome(token, ['items:create'])).toBe('allowed');
    await update(apiToken.id, { scopes: ['items:read'] });
    await replica.catchUp();
    expect([replica.outcome(token, ['items:create']), replica.outcome(token)]).toEqual(['insufficient_scope', 'allowed']);
    await update(apiToken.id, { allowedIps: ['203.0.113.0/24'] });
    await replica.catchUp();
    expect([replica.outcome(token), replica.outcome(token, ['items:read'], '203.0.113.9')]).toEqual(['address_not_allowed', 'allowed']);
    await update(apiToken.id, { allowedIps: null, expiresAt: new Date(Date.now() + 60_000).toISOString() });
    await replica.catchUp();
    expect(replica.outcome(token)).toBe('allowed');
    replica.lookAhead(60_000);
    expect(replica.outcome(token)).toBe('invalid');
  });
});

describe('the scopes of a changed token', () => {
  it('grow by no scope that the caller does not have', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const { token } = await service.issue(owner.headers, { scopes: ['api_token:manage', 'items:read'] });
    const answer = await service.request('PATCH', `/api/v1/api-keys/${apiToken.id}`, { headers: bearer(token), body: { name: 'x', scopes: ['items:read', 'items:delete'] } });
    expect(answer).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable' } });
    expect(pointersOf(answer)).toEqual(['/scopes/1']);
    expect((await show(apiToken.id)).json).toEqual(apiToken);
  });

  it('are not widened by a token for itself', async () => {
    const { apiToken, token } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
    const answer = await service.request('PATCH', `/api/v1/api-keys/${apiToken.id}`, { headers: bearer(token), body: { scopes: ['api_token:manage', 'items:read'] } });
    expect(answer).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable' } });
  });

  it('may be kept or taken away by a caller who has none of them', async () => {
    const { apiToken } = await service.issue(owner.headers, { scopes: ['items:read', 'items:delete'] });
    const { token } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
    const answer = await service.request('PATCH', `/api/v1/api-keys/${apiToken.id}`, { headers: bearer(token), body: { scopes: ['items:read'] } });
    expect(answer).toMatchObject({ status: 200, json: { apiToken: { scopes: ['items:read'] } } });
  });
});

describe('a change of a token is refused', () => {
  it.each<[string, unknown, string[]]>([
    ['an unknown member', { nam: 'x' }, ['/nam']],
    ['what only its issue decides', { kind: 'workspace', environment: 'test' }, ['/kind', '/environment']],
    ['what only other routes decide', { status: 'active', createdBy: 'usr_1', workspaceId: 'wsp_1' }, ['/status', '/createdBy', '/workspaceId']],
    ['a bundle, which is a set of scopes when a token is issued', { bundle: 'read-only' }, ['/bundle']],
    ['no scope', { scopes: [] }, ['/scopes']],
    ['scopes that are none', { scopes: ['items:read', 'items:fly'] }, ['/scopes/1']],
    ['scopes that are null', { scopes: null }, ['/scopes']],
    ['a blank name', { name: ' ' }, ['/name']],
    ['a name that is null', { name: null }, ['/name']],
    ['an address that is none', { allowedIps: ['192.0.2.1', '300.1.1.1'] }, ['/allowedIps/1']],
    ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }, ['/expiresAt']],
    ['a beginning after the end', { notBefore: '2091-01-01T00:00:00Z', expiresAt: '2090-01-01T00:00:00Z' }, ['/notBefore']],
    ['a list', [], ['']],
  ])('with %s', async (_what, wish, pointers) => {
    const { apiToken } = await service.issue(owner.headers);
    const answer = await update(apiToken.id, wish);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(pointersOf(answer)).toEqual(pointers);
    expect(await eventsOf(apiToken.id)).toHaveLength(1);
  });

  it('with an end before the beginning that it has, and a pointer to what was sent', async () => {
    const { apiToken } = await service.issue(owner.headers, { notBefore: '2089-01-01T00:00:00Z' });
    expect(pointersOf(await update(apiToken.id, { expiresAt: '2088-01-01T00:00:00Z' }))).toEqual(['/expiresAt']);
  });

  it('with a parameter', async () => {
    const { apiToken } = await service.issue(owner.headers);
    expect(await update(`${apiToken.id}?force=1`, { name: 'x' })).toMatchObject({ status: 400 });
  });

  it('once the token is revoked', async () => {
    const { apiToken } = await service.issue(owner.headers);
    await service.request('DELETE', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers });
    expect(await update(apiToken.id, { name: 'x' })).toMatchObject({ status: 409, json: { code: 'token_revoked' } });
  });

  it.each(['tok_0000000000000000000000', 'nonsense', 'self'])('of %s, with 404', async (id) => {
    expect(await update(id, { name: 'x' })).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });
});

describe('an expired token', () => {
  const expired = async () => {
    const issued = await service.issue(owner.headers, { scopes: ['api_token:manage'], expiresAt: new Date(Date.now() + 2_000).toISOString() });
    await eventually(async () => {
      expect((await show(issued.apiToken.id)).json).toMatchObject({ status: 'expired' });
    }, { timeoutMs: 10_000 });
    return issued;
  };

  it('gets a new life by a new end', async () => {
    const { apiToken, token } = await expired();
    expect(await service.request('GET', '/api/v1/api-keys/self', { headers: bearer(token) })).toMatchObject({ status: 401 });
    expect(await update(apiToken.id, { expiresAt: '2090-01-01T00:00:00Z' })).toMatchObject({ status: 200, json: { apiToken: { status: 'active' } } });
    expect(await service.request('GET', '/api/v1/api-keys/self', { headers: bearer(token) })).toMatchObject({ status: 200 });
  });

  it('may be renamed, and has no other beginning without a new end', async () => {
    const { apiToken } = await expired();
    expect(await update(apiToken.id, { name: 'New' })).toMatchObject({ status: 200 });
    expect(await update(apiToken.id, { notBefore: '2026-01-01T00:00:00Z' })).toMatchObject({ status: 409, json: { code: 'token_expired' } });
  });
});
