import { describe, expect, it } from '@jest/globals';
import { readMessages, readStream } from '@portcullis/event-store';
import { parseTokenState } from '@portcullis/messages';
import { SCOPES } from '@portcullis/scopes';
import { hashToken, parseToken } from '@portcullis/token';
import { bearer, pointersOf } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const least = { name: 'Till 3', scopes: ['items:read'] };
const issue = (body: object, headers: Record<string, string> = owner.headers) =>
  service.request('POST', '/api/v1/api-keys', { body, headers });

describe('issuing a token', () => {
  it('answers the token once, what it is, and the receipt', async () => {
    const answer = await issue({ ...least, expiresAt: '2090-01-01T07:00:00+07:00', allowedIps: '10.0.0.0/8', description: 'by the door', metadata: { shop: '7' } });
    const { token, apiToken, receipt } = answer.json as { token: string; apiToken: Record<string, unknown>; receipt: object };
    expect(parseToken(token)).toEqual({ environment: 'live' });
    expect(apiToken).toEqual({
      id: expect.stringMatching(/^tok_[0-9A-Za-z]{22}$/),
      object: 'api_token',
      name: 'Till 3',
      prefix: token.slice(0, 12),
      scopes: ['items:read'],
      kind: 'user',
      environment: 'live',
      status: 'active',
      allowedIps: ['10.0.0.0/8'],
      description: 'by the door',
      metadata: { shop: '7' },
      expiresAt: '2090-01-01T00:00:00.000Z',
      notBefore: null,
      lastUsedAt: null,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      createdByEmail: owner.email,
      revokedAt: null,
      version: 1,
      position: expect.any(Number),
    });
    const href = `/api/v1/receipts/${String(apiToken['position'])}`;
    expect(receipt).toEqual({ position: apiToken['position'], confirmed: true, href, replicas: [] });
  });

  it('answers 201 and where the token is once the change is confirmed, and never lets the secret be stored on the way', async () => {
    const answer = await issue(least);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('location')).toMatch(/^\/api\/v1\/api-keys\/tok_/);
  });

  it('answers 202 and where to ask again while a replica may not know of it', async () => {
    service.receipts.appliedPosition = 0;
    const answer = await issue(least);
    const { receipt, token } = answer.json as { token: string; receipt: { href: string; confirmed: boolean } };
    expect(answer.status).toBe(202);
    expect(receipt.confirmed).toBe(false);
    expect(answer.headers.get('location')).toBe(receipt.href);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(parseToken(token)).toBeDefined();
  });

  it('does not wait where the client prefers not to, and says so', async () => {
    const waitedBefore = service.receipts.waitedFor.length;
    const answer = await issue(least, { ...owner.headers, prefer: 'respond-async' });
    expect(answer.headers.get('preference-applied')).toBe('respond-async');
    expect(service.receipts.waitedFor).toHaveLength(waitedBefore);
  });

  it('hands the secret over even where nobody can say whether the change is confirmed', async () => {
    const { receipts } = service;
    const confirm = receipts.confirm.bind(receipts);
    receipts.confirm = () => Promise.reject(new Error('the table of boots cannot be read'));
    const answer = await issue(least).finally(() => (receipts.confirm = confirm));
    expect(answer).toMatchObject({ status: 202, json: { token: expect.stringMatching(/^pcl_live_/) as unknown, receipt: { confirmed: false } } });
  });

  it('writes row, secret hash, event and message in one transaction, all saying the same', async () => {
    const { token, apiToken } = await service.issue(owner.headers, { allowedIps: ['::1'], notBefore: '2030-01-01T00:00:00Z' });
    const [row] = await database.query<{ version: string; status: string; hash: Buffer }>(
      'SELECT * FROM api_token JOIN api_token_secret ON token_id = id WHERE id = $1',
      [apiToken.id],
    );
    expect(row).toMatchObject({ version: '1', status: 'enabled', hash: hashToken(token) });
    const [event, ...more] = await readStream(database.query, `token/${apiToken.id}`);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'TokenIssued', version: 1, position: apiToken.position, time: apiToken.createdAt, actor: { type: 'user', id: owner.id } });
    const [message] = await readMessages(database.query, apiToken.position - 1, apiToken.position, 1);
    expect(parseTokenState(apiToken.id, message?.value ?? Buffer.alloc(0))).toEqual({
      kind: 'understood',
      message: {
        schema: 1,
        position: apiToken.position,
        time: apiToken.createdAt,
        tokenId: apiToken.id,
        version: apiToken.version,
        type: 'TokenIssued',
        state: {
          workspaceId: owner.workspaceId,
          kind: apiToken.kind,
          environment: apiToken.environment,
          status: 'enabled',
          secrets: [{ hash: hashToken(token).toString('hex'), validUntil: null }],
          scopes: apiToken.scopes,
          allowedIps: apiToken.allowedIps,
          notBefore: apiToken.notBefore,
          expiresAt: apiToken.expiresAt,
        },
      },
    });
  });

  it('keeps the client’s address and agent beside the event, where they can be forgotten', async () => {
    const { apiToken } = await service.issue({ ...owner.headers, 'user-agent': 'till/3' });
    const rows = await database.query('SELECT address, user_agent FROM event_origin WHERE position = $1', [apiToken.position]);
    expect(rows).toEqual([{ address: '127.0.0.1', user_agent: 'till/3' }]);
  });

  it('expands a bundle beside single scopes, once and in the catalogue’s order', async () => {
    const { apiToken } = await service.issue(owner.headers, { bundle: 'restricted', scopes: ['items:create', 'items:read'] });
    expect(apiToken.scopes).toEqual(['company:read', 'items:read', 'items:create', 'warehouses:read', 'item-categories:read']);
    const { apiToken: all } = await service.issue(owner.headers, { bundle: 'administrative', scopes: undefined });
    expect(all.scopes).toEqual(SCOPES.map(({ scope }) => scope));
  });

  it('is pending until its beginning', async () => {
    const { apiToken } = await service.issue(owner.headers, { notBefore: '2090-01-01T00:00:00Z' });
    expect(apiToken.status).toBe('pending');
  });

  it.each<[string, object, string]>([
    ['an expiry that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    ['a beginning after its end', { notBefore: '2090-01-02T00:00:00Z', expiresAt: '2090-01-01T00:00:00Z' }, '/notBefore'],
    ['a field of our own', { createdBy: 'usr_x' }, '/createdBy'],
  ])('is refused with %s', async (_what, fields, pointer) => {
    const answer = await issue({ ...least, ...fields });
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(pointersOf(answer)).toEqual([pointer]);
  });
});

describe('a token that issues', () => {
  it('acts in its own name, for the user who issued it', async () => {
    const { token, apiToken: issuer } = await service.issue(owner.headers, { scopes: ['api_token:manage', 'items:read'], kind: 'workspace' });
    const { apiToken } = await service.issue(bearer(token));
    expect(apiToken.createdByEmail).toBe(owner.email);
    const [event] = await readStream(database.query, `token/${apiToken.id}`);
    expect(event).toMatchObject({ actor: { type: 'token', id: issuer.id }, workspaceId: owner.workspaceId, data: { createdBy: owner.id } });
  });

  it('gives no scope that it does not have, and is told which', async () => {
    const { token } = await service.issue(owner.headers, { scopes: ['api_token:manage', 'items:read'] });
    const answer = await issue({ name: 'x', scopes: ['items:read', 'items:delete', 'audit:read'] }, bearer(token));
    expect(answer).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable', message: 'This action is unauthorized.' } });
    expect(pointersOf(answer)).toEqual(['/scopes/1', '/scopes/2']);
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });

  it('gives of a bundle what it has, and no empty one', async () => {
    const { token } = await service.issue(owner.headers, { scopes: ['api_token:manage', 'items:read'] });
    const { apiToken } = await service.issue(bearer(token), { scopes: undefined, bundle: 'read-only' });
    expect(apiToken.scopes).toEqual(['items:read']);
    const { token: manager } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
    const answer = await issue({ name: 'x', bundle: 'read-only' }, bearer(manager));
    expect(answer.status).toBe(403);
    expect(pointersOf(answer)).toEqual(['/bundle']);
  });

  it('needs the scope for it', async () => {
    const { token } = await service.issue(owner.headers);
    expect(await issue(least, bearer(token))).toMatchObject({ status: 403, json: { code: 'insufficient_scope' } });
    expect(await issue(least, {})).toMatchObject({ status: 401 });
  });
});
