import { beforeAll, describe, expect, it } from '@jest/globals';
import { comparable } from '../../identity/http-client.spec-kit.js';
import { bearer, type IssuedAnswer, type LoggedIn } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { service, owner } = await tokensOfSuite();
let admin: LoggedIn;
let auditor: LoggedIn;
let member: LoggedIn;
beforeAll(async () => {
  [admin, auditor, member] = [await service.member(owner, 'admin'), await service.member(owner, 'auditor'), await service.member(owner, 'member')];
});

const ask = (by: LoggedIn, method: string, path: string, body?: object) => service.request(method, `/api/v1/api-keys${path}`, { headers: by.headers, ...(body && { body }) });
const listed = async (by: LoggedIn): Promise<string[]> => ((await ask(by, 'GET', '?limit=100')).json?.['data'] as { id: string }[]).map(({ id }) => id);

const LOOKS = [['GET', ''], ['GET', '/secrets'], ['GET', '/events']] as const;
const CHANGES = [['PATCH', '', { name: 'renamed' }], ['POST', '/disable'], ['POST', '/enable'], ['POST', '/rotate'], ['DELETE', '']] as const;

async function tried(by: LoggedIn, { apiToken: { id } }: IssuedAnswer, routes: readonly (readonly [string, string, object?])[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const [method, below, body] of routes) statuses.push((await ask(by, method, `/${id}${below}`, body)).status);
  return statuses;
}

describe('a member', () => {
  it('sees, changes and revokes the user tokens that they issued', async () => {
    const own = await service.issue(member.headers);
    expect(await tried(member, own, [...LOOKS, ...CHANGES])).toEqual([200, 200, 200, 200, 200, 200, 200, 200]);
    expect((await service.request('GET', own.receipt.href, { headers: member.headers })).status).toBe(200);
  });

  it('cannot tell another’s token from one that never was, by any route', async () => {
    const [others, common] = [await service.issue(owner.headers), await service.issue(owner.headers, { kind: 'workspace' })];
    for (const { apiToken } of [others, common]) {
      for (const [method, below, body] of [...LOOKS, ...CHANGES] as readonly (readonly [string, string, object?])[]) {
        const answer = await ask(member, method, `/${apiToken.id}${below}`, body);
        expect(answer.status).toBe(404);
        expect(comparable(answer)).toEqual(comparable(await ask(member, method, `/tok_0000000000000000000000${below}`, body)));
      }
      expect((await ask(owner, 'GET', `/${apiToken.id}`)).json).toEqual(apiToken);
    }
  });

  it('finds in the list, and in its counts, their own alone', async () => {
    const own = await service.issue(member.headers);
    const others = await service.issue(owner.headers);
    const ids = await listed(member);
    expect(ids).toContain(own.apiToken.id);
    expect(ids).not.toContain(others.apiToken.id);
    expect((await ask(member, 'GET', '/counts')).json).toMatchObject({ total: ids.length });
  });

  it('issues neither a workspace token nor what the role may not grant, and revokes none in bulk', async () => {
    expect(await ask(member, 'POST', '', { name: 'x', scopes: ['items:read'], kind: 'workspace' })).toMatchObject({ status: 403, json: { code: 'role_not_sufficient' } });
    expect(await ask(member, 'POST', '', { name: 'x', scopes: ['api_token:manage'] })).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable' } });
    await service.confirm(member);
    expect(await ask(member, 'POST', '/revoke', { filter: { creator: owner.email } })).toMatchObject({ status: 403, json: { code: 'role_not_sufficient' } });
  });

  it('issues by the administrative bundle what the role may grant, and no more', async () => {
    const { apiToken } = await service.issue(member.headers, { scopes: [], bundle: 'administrative' });
    expect(apiToken.scopes).toContain('items:delete');
    expect(apiToken.scopes).not.toContain('api_token:manage');
    expect(apiToken.scopes).not.toContain('audit:read');
  });
});

describe('an auditor', () => {
  it('sees every token and its history, and changes none', async () => {
    const token = await service.issue(member.headers);
    expect(await tried(auditor, token, LOOKS)).toEqual([200, 200, 200]);
    expect(await listed(auditor)).toContain(token.apiToken.id);
    expect(await tried(auditor, token, CHANGES)).toEqual([403, 403, 403, 403, 403]);
    expect(await ask(auditor, 'POST', '', { name: 'x', scopes: ['items:read'] })).toMatchObject({ status: 403, json: { code: 'role_not_sufficient' } });
    await service.confirm(auditor);
    expect((await ask(auditor, 'POST', '/revoke', { ids: [token.apiToken.id] })).status).toBe(403);
    expect((await ask(owner, 'GET', `/${token.apiToken.id}`)).json).toEqual(token.apiToken);
  });
});

describe('an admin', () => {
  it('changes, rotates and revokes everybody’s tokens', async () => {
    const token = await service.issue(member.headers);
    expect(await tried(admin, token, [...LOOKS, ...CHANGES])).toEqual([200, 200, 200, 200, 200, 200, 200, 200]);
  });

  it.each([
    ['revokes', 'DELETE', ''],
    ['disables', 'POST', '/disable'],
    ['rotates', 'POST', '/rotate'],
  ])('%s an owner’s user token only with the password said again', async (_does, method, below) => {
    const fresh = await service.member(owner, 'admin');
    const [token, common] = [await service.issue(owner.headers), await service.issue(owner.headers, { kind: 'workspace' })];
    expect(await ask(fresh, method, `/${token.apiToken.id}${below}`)).toMatchObject({ status: 403, json: { code: 'confirmation_required' } });
    expect((await ask(fresh, method, `/${common.apiToken.id}${below}`)).status).toBe(200);
    expect((await ask(owner, method, `/${(await service.issue(owner.headers)).apiToken.id}${below}`)).status).toBe(200);
    await service.confirm(fresh);
    expect((await ask(fresh, method, `/${token.apiToken.id}${below}`)).status).toBe(200);
  });
});

describe('a bulk revocation', () => {
  it('in a session takes the password said again, unless it only counts; a token has none to say', async () => {
    const fresh = await service.owner();
    const [one, other] = [await service.issue(fresh.headers), await service.issue(fresh.headers)];
    const { token } = await service.issue(fresh.headers, { scopes: ['api_token:manage'] });
    const ids = [one.apiToken.id];
    expect(await ask(fresh, 'POST', '/revoke', { ids })).toMatchObject({ status: 403, json: { code: 'confirmation_required' } });
    expect(await ask(fresh, 'POST', '/revoke', { ids, dryRun: true })).toMatchObject({ status: 200, json: { remaining: 1 } });
    await service.confirm(fresh);
    expect(await ask(fresh, 'POST', '/revoke', { ids })).toMatchObject({ status: 200, json: { revoked: 1 } });
    const byToken = await service.request('POST', '/api/v1/api-keys/revoke', { headers: bearer(token), body: { ids: [other.apiToken.id] } });
    expect(byToken).toMatchObject({ status: 200, json: { revoked: 1 } });
  });
});
