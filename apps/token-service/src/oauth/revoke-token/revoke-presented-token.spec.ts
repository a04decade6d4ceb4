import { describe, expect, it } from '@jest/globals';
import { createToken } from '@portcullis/token';
import { randomBytes } from 'node:crypto';
import { comparable, type Received } from '../../identity/http-client.spec-kit.js';
import { bearer, type IssuedAnswer, pointersOf } from '../../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const revoke = (form: string, headers: Record<string, string> = {}): Promise<Received> => service.request('POST', '/oauth/revoke', { headers, form });
const path = ({ apiToken }: IssuedAnswer, below = ''): string => `/api/v1/api-keys/${apiToken.id}${below}`;
const manage = (method: string, address: string, body?: object): Promise<Received> => service.request(method, address, { headers: owner.headers, ...(body && { body }) });
const statusOf = async (issued: IssuedAnswer): Promise<unknown> => (await manage('GET', path(issued))).json?.['status'];

describe('whoever has a secret', () => {
  it('may make it worthless: the token is revoked, and itself is who did it', async () => {
    const issued = await service.issue(owner.headers);
    const waited = service.receipts.waitedFor.length;
    const answer = await revoke(`token=${issued.token}&token_type_hint=refresh_token`, { 'user-agent': 'a program' });
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await service.request('GET', '/api/v1/api-keys/self', { headers: bearer(issued.token) })).toMatchObject({ status: 401 });
    const { json } = await manage('GET', path(issued, '/events'));
    expect(json?.['data']).toMatchObject([{ type: 'TokenIssued' }, { type: 'TokenRevoked', actor: { type: 'token', id: issued.apiToken.id }, data: { reason: null } }]);
    expect(service.receipts.waitedFor).toHaveLength(waited + 1);
  });

  it('is answered 200 once it is committed, whether the confirmation came in time or not', async () => {
    const issued = await service.issue(owner.headers);
    service.receipts.appliedPosition = 0;
    expect(await revoke(`token=${issued.token}`)).toMatchObject({ status: 200, text: '' });
    expect(await statusOf(issued)).toBe('revoked');
  });

  it.each<[string, object, string | undefined]>([
    ['is disabled', {}, '/disable'],
    ['is not valid yet', { notBefore: '2099-01-01T00:00:00Z' }, undefined],
    ['is of the other environment', { environment: 'test' }, undefined],
    ['may not be used from here', { allowedIps: ['203.0.113.7'] }, undefined],
  ])('may do so also where it %s', async (_what, wish, below) => {
    const issued = await service.issue(owner.headers, wish);
    if (below !== undefined) await manage('POST', path(issued, below));
    expect(await revoke(`token=${issued.token}`)).toMatchObject({ status: 200 });
    expect(await statusOf(issued)).toBe('revoked');
  });

  it('may do so with the secret before a rotation while it works, and not after', async () => {
    const [graceful, ended] = [await service.issue(owner.headers), await service.issue(owner.headers)];
    await manage('POST', path(graceful, '/rotate'), { gracePeriodSeconds: 60 });
    await manage('POST', path(ended, '/rotate'), { gracePeriodSeconds: 60 });
    await database.query('UPDATE api_token_secret SET valid_until = now() WHERE token_id = $1 AND valid_until IS NOT NULL', [ended.apiToken.id]);
    for (const { token } of [graceful, ended]) expect(await revoke(`token=${token}`)).toMatchObject({ status: 200 });
    expect([await statusOf(graceful), await statusOf(ended)]).toEqual(['revoked', 'active']);
  });

  it('does it once when many do it at the same time', async () => {
    const issued = await service.issue(owner.headers);
    const answers = await Promise.all(Array.from({ length: 8 }, () => revoke(`token=${issued.token}`)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await manage('GET', path(issued, '/events'))).json?.['data']).toHaveLength(2);
  });
});

describe('the answer', () => {
  it('is the same for every text, whether it is a live token, a revoked one, or none', async () => {
    const { token } = await service.issue(owner.headers);
    const unknown = createToken('live', randomBytes);
    const answers: Received[] = [];
    for (const text of [token, token, unknown, 'pcl_live_no', 'no', '%00', 'x'.repeat(50_000)]) answers.push(await revoke(`token=${text}`));
    expect(answers[0]).toMatchObject({ status: 200, text: '' });
    for (const answer of answers) expect(comparable(answer)).toEqual(comparable(answers[0] as Received));
  });

  it.each<[string, string, string]>([
    ['no token', '', '/token'],
    ['an empty one', 'token=', '/token'],
    ['two', 'token=a&token=b', '/token'],
    ['two hints', 'token=a&token_type_hint=b&token_type_hint=c', '/token_type_hint'],
  ])('to %s is 400, in our form and in OAuth’s', async (_what, form, pointer) => {
    const answer = await revoke(form);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed', error: 'invalid_request' } });
    expect(pointersOf(answer)).toEqual([pointer]);
  });

  it('to a token in the address, to JSON and to too much is a refusal, and nothing is revoked or logged', async () => {
    const issued = await service.issue(owner.headers);
    expect(await service.request('POST', `/oauth/revoke?token=${issued.token}`, { form: 'token=a' })).toMatchObject({ status: 400 });
    expect(await service.request('POST', '/oauth/revoke', { body: { token: issued.token } })).toMatchObject({ status: 415 });
    expect(await service.request('POST', '/oauth/revoke', { form: `token=${issued.token}`, headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: 415 });
    expect(await revoke(`token=${issued.token}&more=${'x'.repeat(1_000_000)}`)).toMatchObject({ status: 413 });
    expect(await revoke('token=a', { 'x-forwarded-for': 'a, %0d%0aSet-Cookie: b' })).toMatchObject({ status: 200 });
    expect(await statusOf(issued)).toBe('active');
    expect(service.log()).not.toContain(issued.token.slice(12));
  });

  it('says that nothing is known where the token cannot be had in time', async () => {
    const issued = await service.issue(owner.headers);
    await database.transaction(async (query) => {
      await query('SELECT FROM api_token WHERE id = $1 FOR UPDATE', [issued.apiToken.id]);
      const answer = await revoke(`token=${issued.token}`);
      expect(answer).toMatchObject({ status: 503, json: { code: 'busy' } });
      expect(answer.headers.get('retry-after')).toBe('1');
    });
    expect(await statusOf(issued)).toBe('active');
  }, 20_000);

  it('to an address that asks too often is 429, and to others is not', async () => {
    const answers = await Promise.all(Array.from({ length: 160 }, () => revoke('token=a')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBe(1);
    expect(refused[0]?.json).toMatchObject({ code: 'too_many_requests' });
  });
});
