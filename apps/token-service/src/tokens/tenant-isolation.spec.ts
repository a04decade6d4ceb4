import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { createToken } from '@portcullis/token';
import { randomBytes } from 'node:crypto';
import { comparable } from '../identity/http-client.spec-kit.js';
import { bearer, type IssuedAnswer, type LoggedIn, startTokens, type TokenService } from './token-service.spec-kit.js';

let database: TestDatabase;
let service: TokenService;
let owner: LoggedIn;
let theirs: IssuedAnswer;
let stranger: LoggedIn;
beforeAll(async () => {
  database = await createTestDatabase();
  service = await startTokens(database);
  owner = await service.owner();
  await service.confirm(owner);
  stranger = await service.owner();
  theirs = await service.issue(stranger.headers, { name: 'theirs', scopes: ['api_token:manage', 'items:read'] });
});
afterAll(async () => {
  await service.stop();
  await database.drop();
});

async function countOwn(): Promise<{ count: number }> {
  const [row] = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM api_token WHERE workspace_id = $1', [owner.workspaceId]);
  return row ?? { count: 0 };
}

/** Every route that names a thing of a workspace, with one of another workspace and with one that never was. */
const ofToken = (method: string, below = '', body?: object) =>
  [method, () => `/api/v1/api-keys/${theirs.apiToken.id}${below}`, `/api/v1/api-keys/tok_0000000000000000000000${below}`, body] as const;

const routes: readonly (readonly [method: string, theirs: () => string, nobodys: string, body: object | undefined])[] = [
  ofToken('GET'),
  ofToken('GET', '/secrets'),
  ofToken('GET', '/events'),
  ofToken('GET', '/usage'),
  ofToken('GET', '/exposure'),
  ofToken('GET', '?asOf=1'),
  ofToken('GET', '?asOf=2026-01-01T00:00:00Z'),
  ofToken('GET', '/knowledge'),
  ofToken('PATCH', '', { name: 'ours now' }),
  ofToken('PATCH', '?dryRun=true', { scopes: ['items:read'] }),
  // What is so already, and what would be refused of a token that is there.
  ofToken('PATCH', '', {}),
  ofToken('PATCH', '', { scopes: ['instance:manage'] }),
  ofToken('POST', '/rotate'),
  ofToken('POST', '/disable'),
  ofToken('POST', '/enable'),
  ofToken('DELETE'),
  ['GET', () => `/api/v1/receipts/${theirs.receipt.position}`, '/api/v1/receipts/999999', undefined],
];

const ofUser = (method: string, below = '', body?: object) => [method, () => `/api/v1/users/${stranger.id}${below}`, `/api/v1/users/usr_0000000000000000000000${below}`, body] as const;

/** The same of routes that are for people alone. */
const routesOfPeople: typeof routes = [
  ofUser('GET'),
  ofUser('PATCH', '', { role: 'member' }),
  ofUser('PATCH', '', {}),
  ofUser('POST', '/suspend'),
  ofUser('POST', '/resume'),
  ofUser('DELETE'),
  ofUser('POST', '/reset-password'),
];

describe('no workspace', () => {
  it.each(routesOfPeople)('can tell by %s %s whether another has that user', async (method, path, nobodys, body) => {
    const sent = { headers: owner.headers, ...(body && { body }) };
    const answer = await service.request(method, path(), sent);
    expect(answer.status).toBe(404);
    expect(comparable(answer)).toEqual(comparable(await service.request(method, nobodys, sent)));
  });

  it('ends a session of another’s, or can tell whether there is one', async () => {
    const { json } = await service.request('GET', '/api/v1/sessions', { headers: stranger.headers });
    const [{ id } = { id: '' }] = json?.['data'] as { id: string }[];
    const answer = await service.request('DELETE', `/api/v1/sessions/${id}`, { headers: owner.headers });
    expect(answer.status).toBe(404);
    expect(comparable(answer)).toEqual(comparable(await service.request('DELETE', `/api/v1/sessions/ses_${'0'.repeat(32)}`, { headers: owner.headers })));
    expect((await service.request('GET', '/api/v1/session', { headers: stranger.headers })).json).toMatchObject({ user: { id: stranger.id, role: 'owner' } });
  });

  it('sees another’s users in its list', async () => {
    for (const status of ['', '?status=active', '?status=suspended', '?status=removed']) {
      expect((await service.request('GET', `/api/v1/users${status}`, { headers: owner.headers })).text).not.toContain(stranger.id);
    }
  });

  it.each(routes)('can tell by %s %s whether another has it', async (method, path, nobodys, body) => {
    const { token } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
    for (const headers of [owner.headers, bearer(token)]) {
      const sent = { headers, ...(body && { body }) };
      const answer = await service.request(method, path(), sent);
      expect(answer.status).toBe(404);
      expect(comparable(answer)).toEqual(comparable(await service.request(method, nobodys, sent)));
    }
  });

  it('can tell by evidence whose an event is, or is told of a workspace but its own', async () => {
    const { token, receipt } = await service.issue(owner.headers, { scopes: ['audit:read'] });
    for (const headers of [owner.headers, bearer(token)]) {
      const ask = (path: string) => service.request('GET', path, { headers });
      const { text } = await ask('/api/v1/checkpoints/latest?fresh=true');
      const answers = [await ask(`/api/v1/proofs/inclusion?position=${theirs.receipt.position}`), await ask('/api/v1/proofs/inclusion?position=999999')];
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      const [one, other] = answers.map(comparable);
      expect(one).toEqual(other);
      expect((await ask(`/api/v1/proofs/inclusion?position=${receipt.position}`)).status).toBe(200);
      const proof = await ask('/api/v1/proofs/workspace');
      expect(proof.json).toMatchObject({ leaf: { workspaceId: owner.workspaceId } });
      for (const answer of [proof.text, text]) expect(answer).not.toContain(stranger.workspaceId);
    }
  });

  it.each(['', '?name=theirs', '?creator=THEIRS', '?prefix=THEIRS', '?sort=name', '?widerThanIpv4=0'])('sees another’s tokens in its list%s, or counts them', async (query) => {
    const of = query.startsWith('?creator') ? (theirs.apiToken.createdByEmail ?? '') : theirs.apiToken.prefix;
    const asked = query.replace('THEIRS', encodeURIComponent(of));
    const { status, text } = await service.request('GET', `/api/v1/api-keys${asked}`, { headers: owner.headers });
    expect([status, text.includes(theirs.apiToken.id)]).toEqual([200, false]);
    const { count } = await countOwn();
    const { json } = await service.request('GET', `/api/v1/api-keys/counts${asked.replace('?sort=name', '')}`, { headers: owner.headers });
    expect(json?.['total']).toBeLessThanOrEqual(count);
    if (/name=theirs|creator/.test(query)) expect(json?.['total']).toBe(0);
  });

  it('exports another’s history, or can tell by that whose a token is', async () => {
    for (const [path, nobodys] of [[`tokenId=${theirs.apiToken.id}`, 'tokenId=tok_0000000000000000000000'], [`workspaceId=${stranger.workspaceId}`, 'workspaceId=wsp_0000000000000000000000']] as const) {
      const answer = await service.request('GET', `/api/v1/events/export?${path}`, { headers: owner.headers });
      expect(answer.status).toBe(404);
      expect(comparable(answer)).toEqual(comparable(await service.request('GET', `/api/v1/events/export?${nobodys}`, { headers: owner.headers })));
    }
    for (const format of ['ndjson', 'csv']) {
      const { status, text } = await service.request('GET', `/api/v1/events/export?format=${format}`, { headers: owner.headers });
      expect([status, text.includes(stranger.workspaceId), text.includes(theirs.apiToken.id), text.includes(stranger.id)]).toEqual([200, false, false, false]);
    }
  });

  it('sees another’s events in its history, whatever it asks by, or its tokens in the list of a time', async () => {
    const { token } = await service.issue(owner.headers, { scopes: ['audit:read'] });
    const asked = ['', `?token=${theirs.apiToken.id}`, `?actor=${stranger.id}`, `?after=${theirs.receipt.position - 1}&before=${theirs.receipt.position + 1}`, `?actor=${stranger.id}&type=TokenIssued`];
    for (const headers of [owner.headers, bearer(token)]) {
      for (const query of asked) {
        const { status, text, json } = await service.request('GET', `/api/v1/events${query}`, { headers });
        expect([status, text.includes(theirs.apiToken.id), text.includes(stranger.id)]).toEqual([200, false, false]);
        if (query !== '') expect(json).toEqual({ data: [], nextCursor: null });
      }
    }
    for (const asOf of [theirs.receipt.position, theirs.apiToken.createdAt]) {
      expect((await service.request('GET', `/api/v1/api-keys?asOf=${asOf}`, { headers: owner.headers })).text).not.toContain(theirs.apiToken.id);
      expect(await service.request('GET', `/api/v1/api-keys/${theirs.apiToken.id}?asOf=${asOf}`, { headers: owner.headers })).toMatchObject({ status: 404 });
    }
  });

  it('can tell by introspection whether a token is another’s or none', async () => {
    const { token } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
    const answers: unknown[] = [];
    for (const asked of [theirs.token, `${theirs.token.slice(0, -1)}_`, createToken('live', randomBytes)]) {
      const answer = await service.request('POST', '/oauth/introspect', { headers: bearer(token), form: `token=${asked}` });
      expect(answer.text).toBe('{"active":false}');
      answers.push(comparable(answer));
    }
    expect(answers).toEqual(answers.map(() => answers[0]));
  });

  it('sees another’s settings, or is held to them', async () => {
    const other = await service.owner();
    await service.request('PATCH', '/api/v1/workspace', { headers: other.headers, body: { maximumTokenLifetimeDays: 1 } });
    const { json } = await service.request('GET', '/api/v1/workspace', { headers: owner.headers });
    expect(json).toMatchObject({ id: owner.workspaceId, maximumTokenLifetimeDays: null });
    expect((await service.issue(owner.headers)).apiToken.expiresAt).toBeNull();
  });

  it('changed anything of the other’s by all this', async () => {
    const { json } = await service.request('GET', `/api/v1/api-keys/${theirs.apiToken.id}`, { headers: bearer(theirs.token) });
    expect(json).toEqual(theirs.apiToken);
  });
});
