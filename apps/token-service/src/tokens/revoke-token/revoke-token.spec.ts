import { describe, expect, it } from '@jest/globals';
import { readMessages, readStream } from '@portcullis/event-store';
import { parseTokenState } from '@portcullis/messages';
import { bearer, pointersOf } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const revoke = (id: string, { query = '', body, ...headers }: { query?: string; body?: unknown; prefer?: string; 'if-match'?: string; 'content-type'?: string } = {}) =>
  service.request('DELETE', `/api/v1/api-keys/${id}${query}`, { headers: { ...owner.headers, ...headers }, ...(body !== undefined && { body }) });

async function eventsOf(tokenId: string) {
  return readStream(database.query, `token/${tokenId}`);
}

describe('revoking a token', () => {
  it('answers the revoked token and the receipt', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const answer = await revoke(apiToken.id, { query: '?reason=leaked' });
    const [, event] = await eventsOf(apiToken.id);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      apiToken: { ...apiToken, status: 'revoked', revokedAt: event?.time, version: 2, position: event?.position },
      receipt: { position: event?.position, confirmed: true, href: `/api/v1/receipts/${String(event?.position)}`, replicas: [] },
    });
    expect(event).toMatchObject({ type: 'TokenRevoked', data: { reason: 'leaked' }, actor: { type: 'user', id: owner.id } });
    expect(answer.headers.get('etag')).toBe('"2"');
  });

  it('publishes the state that the row has', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const { json } = await revoke(apiToken.id);
    const { position, time } = (await eventsOf(apiToken.id))[1] ?? {};
    const [message] = await readMessages(database.query, (position ?? 0) - 1, position ?? 0, 1);
    expect(parseTokenState(apiToken.id, message?.value ?? Buffer.alloc(0))).toMatchObject({
      kind: 'understood',
      message: { position, time, tokenId: apiToken.id, version: 2, type: 'TokenRevoked', state: { status: 'revoked', scopes: apiToken.scopes } },
    });
    const rows = await database.query('SELECT status, version, revoked_version FROM api_token WHERE id = $1', [apiToken.id]);
    expect(rows).toEqual([{ status: 'revoked', version: '2', revoked_version: '2' }]);
    expect(json).toMatchObject({ apiToken: { position } });
  });

  it('is done once: repeated, it answers with the first receipt, and the first reason stays', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const first = await revoke(apiToken.id, { body: { reason: 'first' } });
    const second = await revoke(apiToken.id, { body: { reason: 'second' } });
    expect(second).toMatchObject({ status: 200, json: first.json });
    expect(await eventsOf(apiToken.id)).toMatchObject([{ type: 'TokenIssued' }, { type: 'TokenRevoked', data: { reason: 'first' } }]);
  });

  it('is done once when many ask at the same time', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const answers = await Promise.all(Array.from({ length: 8 }, () => revoke(apiToken.id)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ json }) => (json?.['receipt'] as { position: number }).position)).size).toBe(1);
    expect(await eventsOf(apiToken.id)).toHaveLength(2);
  });

  it('says 200 only once it is confirmed, the first time and every other', async () => {
    const { apiToken } = await service.issue(owner.headers);
    service.receipts.appliedPosition = 0;
    const first = await revoke(apiToken.id);
    expect(first).toMatchObject({ status: 202, json: { receipt: { confirmed: false }, apiToken: { status: 'revoked' } } });
    expect(first.headers.get('location')).toBe((first.json?.['receipt'] as { href: string }).href);
    expect(await revoke(apiToken.id)).toMatchObject({ status: 202 });
    service.receipts.appliedPosition = Number.MAX_SAFE_INTEGER;
    expect(await revoke(apiToken.id)).toMatchObject({ status: 200, json: { receipt: { confirmed: true } } });
  });

  it('does not wait where the client prefers not to', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const waitedBefore = service.receipts.waitedFor.length;
    const answer = await revoke(apiToken.id, { prefer: 'respond-async' });
    expect(answer.headers.get('preference-applied')).toBe('respond-async');
    expect(service.receipts.waitedFor).toHaveLength(waitedBefore);
  });

  it('needs no body, whatever content type is claimed for it', async () => {
    const { apiToken } = await service.issue(owner.headers);
    expect(await revoke(apiToken.id, { 'content-type': 'application/json' })).toMatchObject({ status: 200 });
  });

  it('is refused where the client names another version of the token, unless it is revoked already', async () => {
    const { apiToken } = await service.issue(owner.headers);
    for (const other of ['"7"', '1', 'W/"1"']) {
      expect(await revoke(apiToken.id, { 'if-match': other })).toMatchObject({ status: 412, json: { code: 'precondition_failed', detail: expect.stringContaining('another version') } });
    }
    expect(await revoke(apiToken.id, { 'if-match': '"1"' })).toMatchObject({ status: 200 });
    expect(await revoke(apiToken.id, { 'if-match': '"1"' })).toMatchObject({ status: 200 });
  });

  it.each<[string, Parameters<typeof revoke>[1], string]>([
    ['a long reason', { body: { reason: 'x'.repeat(501) } }, '/reason'],
    ['a reason with NUL', { body: { reason: 'a\u0000' } }, '/reason'],
    ['an encoded NUL', { query: '?reason=a%00' }, '/reason'],
    ['two reasons', { query: '?reason=a', body: { reason: 'b' } }, '/reason'],
    ['a reason twice', { query: '?reason=a&reason=b' }, '/reason'],
    ['an unknown parameter', { query: '?force=1' }, '/force'],
    ['an unknown field', { body: { force: true } }, '/force'],
    ['a list', { body: [] }, ''],
  ])('is refused with %s', async (_what, wish, pointer) => {
    const { apiToken } = await service.issue(owner.headers);
    const answer = await revoke(apiToken.id, wish);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(pointersOf(answer)).toEqual([pointer]);
    expect(await eventsOf(apiToken.id)).toHaveLength(1);
  });

  it.each(['tok_0000000000000000000000', 'tok_', 'nonsense', '%00', '..%2f..', 'x'.repeat(5_000)])('of %j is 404', async (id) => {
    expect(await revoke(id)).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });

  it('ends the token’s own power over this service at once', async () => {
    const { token, apiToken } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
    const look = () => service.request('GET', '/api/v1/api-keys', { headers: bearer(token) });
    expect(await look()).toMatchObject({ status: 200 });
    await revoke(apiToken.id);
    expect(await look()).toMatchObject({ status: 401, json: { code: 'invalid_token' } });
  });
});
