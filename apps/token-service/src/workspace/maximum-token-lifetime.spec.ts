import { beforeEach, describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import type { Received } from '../identity/http-client.spec-kit.js';
import { cookieOf, logIn } from '../identity/http-client.spec-kit.js';
import { newMember } from '../identity/people.spec-kit.js';
import { bearer, type IssuedAnswer, type LoggedIn, pointersOf } from '../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens/tokens-of-suite.spec-kit.js';

const DAY_MS = 86_400_000;
const { database, service } = await tokensOfSuite();
let owner: LoggedIn;
beforeEach(async () => {
  owner = await service.owner();
});

const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const request = (method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = owner.headers): Promise<Received> => service.request(method, path, { headers, ...(body && { body }) });
const setMaximum = (maximumTokenLifetimeDays: unknown): Promise<Received> => request('PATCH', '/api/v1/workspace', { maximumTokenLifetimeDays });
const issue = (wish: object = {}, headers = owner.headers): Promise<Received> => request('POST', '/api/v1/api-keys', { name: 'Till', scopes: ['items:read'], ...wish }, headers);
const update = ({ apiToken }: IssuedAnswer, changes: object): Promise<Received> => request('PATCH', `/api/v1/api-keys/${apiToken.id}`, changes);
/** The latest end that a refusal names. */
const latestOf = ({ json }: Received): number => Date.parse(/[0-9TZ:.-]{24}/.exec(JSON.stringify(json))?.[0] ?? '');
/** Moves the token's past back, as though it had been issued so many days ago. */
const age = ({ apiToken }: IssuedAnswer, days: number): Promise<void> =>
  database.transaction(async (query) => {
    await query('ALTER TABLE event DISABLE TRIGGER USER');
    await query(`UPDATE event SET time = time - $2::int * interval '1 day' WHERE stream = 'token/' || $1`, [apiToken.id, days]);
    await query('ALTER TABLE event ENABLE TRIGGER USER');
  });

describe('in a workspace with a maximum lifetime', () => {
  beforeEach(async () => {
    expect(await setMaximum(30)).toMatchObject({ status: 200, json: { id: owner.workspaceId, object: 'workspace', maximumTokenLifetimeDays: 30 } });
  });

  it.each<[string, object]>([['has no end', {}], ['ends too late', { expiresAt: inDays(30.001) }], ['has null for an end', { expiresAt: null }]])('no token is issued that %s, and the latest end is told', async (_what, wish) => {
    const answer = await issue(wish);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(pointersOf(answer)).toEqual(['/expiresAt']);
    expect(Math.abs(latestOf(answer) - Date.now() - 30 * DAY_MS)).toBeLessThan(30_000);
    expect(await issue({ expiresAt: new Date(latestOf(answer)).toISOString() })).toMatchObject({ status: 201 });
  });

  it('a token that issues is held to it as a person is', async () => {
    const { token } = await service.issue(owner.headers, { scopes: ['api_token:manage', 'items:read'], expiresAt: inDays(29) });
    expect(await issue({ expiresAt: inDays(28) }, bearer(token))).toMatchObject({ status: 201 });
    expect(pointersOf(await issue({}, bearer(token)))).toEqual(['/expiresAt']);
  });

  it('no secret is given a later end, however often it is tried: it counts from the issue', async () => {
    const issued = await service.issue(owner.headers, { expiresAt: inDays(10) });
    await age(issued, 20);
    expect(await update(issued, { expiresAt: inDays(9.9) })).toMatchObject({ status: 200 });
    const refused = await update(issued, { expiresAt: inDays(10.1) });
    expect(pointersOf(refused)).toEqual(['/expiresAt']);
    expect(Math.abs(latestOf(refused) - Date.now() - 10 * DAY_MS)).toBeLessThan(30_000);
    expect(await update(issued, { expiresAt: null })).toMatchObject({ status: 400 });
  });

  it('a new secret begins a new life', async () => {
    const issued = await service.issue(owner.headers, { expiresAt: inDays(10) });
    await age(issued, 20);
    await request('POST', `/api/v1/api-keys/${issued.apiToken.id}/rotate`);
    expect(await update(issued, { expiresAt: inDays(29.9) })).toMatchObject({ status: 200 });
  });

  it('what does not let a token live longer is not asked about', async () => {
    const issued = await service.issue(owner.headers, { expiresAt: inDays(10) });
    expect(await update(issued, { name: 'Other' })).toMatchObject({ status: 200 });
  });

  it('another workspace is not held to it', async () => {
    const other = await service.owner();
    expect(await issue({}, other.headers)).toMatchObject({ status: 201 });
  });

  it('a retried issue gets its first answer, whatever was decided since', async () => {
    await setMaximum(null);
    const headers = { ...owner.headers, 'idempotency-key': 'once' };
    const first = await issue({}, headers);
    await setMaximum(1);
    expect(await issue({}, headers)).toMatchObject({ status: 201, json: { apiToken: first.json?.['apiToken'], token: null } });
  });
});

describe('a maximum lifetime', () => {
  it('leaves tokens that are there as they are, which may be given an earlier end, and no later one', async () => {
    const issued = await service.issue(owner.headers);
    await setMaximum(30);
    expect(await request('GET', `/api/v1/api-keys/${issued.apiToken.id}`)).toMatchObject({ json: { expiresAt: null, status: 'active', version: 1 } });
    expect(await update(issued, { expiresAt: inDays(100) })).toMatchObject({ status: 200 });
    expect(await update(issued, { expiresAt: inDays(101) })).toMatchObject({ status: 400 });
  });

  it('is none at first, is told to whoever issues tokens, and can be taken back', async () => {
    expect((await request('GET', '/api/v1/workspace')).json).toEqual({
      id: owner.workspaceId,
      object: 'workspace',
      name: expect.stringMatching(/^Workspace/),
      createdAt: expect.stringMatching(/Z$/),
      maximumTokenLifetimeDays: null,
    });
    await setMaximum(7);
    const { token } = await service.issue(owner.headers, { scopes: ['api_token:manage'], expiresAt: inDays(6) });
    expect(await request('GET', '/api/v1/workspace', undefined, bearer(token))).toMatchObject({ json: { maximumTokenLifetimeDays: 7 } });
    expect(await setMaximum(undefined)).toMatchObject({ status: 200, json: { maximumTokenLifetimeDays: 7 } });
    expect(await setMaximum(null)).toMatchObject({ status: 200, json: { maximumTokenLifetimeDays: null } });
    expect(await issue()).toMatchObject({ status: 201 });
  });

  it('has its history: who set it and when, each time that it became another, also of two at once', async () => {
    await setMaximum(7);
    await setMaximum(7);
    await setMaximum(undefined);
    await Promise.all([setMaximum(8), setMaximum(9)]);
    await setMaximum(null);
    const events = await readStream(database.query, `workspace/${owner.workspaceId}`);
    const [first, ...others] = events.map(({ data }) => data['maximumTokenLifetimeDays']);
    expect([first, others.at(-1), new Set(others)]).toEqual([7, null, new Set([8, 9, null])]);
    expect(events).toEqual(Array.from({ length: 4 }, () => expect.objectContaining({ type: 'WorkspaceUpdated', workspaceId: owner.workspaceId, actor: { type: 'user', id: owner.id } })));
    expect(await database.query('SELECT FROM event_message WHERE position = ANY ($1)', [events.map(({ position }) => position)])).toEqual([]);
  });

  it('is set by an owner in a session, and by nobody else', async () => {
    const { token } = await service.issue(owner.headers, { bundle: 'administrative' });
    expect(await request('PATCH', '/api/v1/workspace', { maximumTokenLifetimeDays: 7 }, bearer(token))).toMatchObject({ status: 403, json: { code: 'session_required' } });
    for (const role of ['admin', 'auditor', 'member'] as const) {
      const person = await newMember(database, owner, role);
      const headers = { cookie: cookieOf(await logIn(service.url, person.email, person.password)) };
      expect(await request('PATCH', '/api/v1/workspace', { maximumTokenLifetimeDays: 7 }, headers)).toMatchObject({ status: 403, json: { code: 'role_not_sufficient' } });
    }
    expect(await request('GET', '/api/v1/workspace')).toMatchObject({ json: { maximumTokenLifetimeDays: null } });
  });

  it.each([0, -1, 1.5, 3_651, '30', true, [], {}])('is refused as %j', async (wish) => {
    const answer = await setMaximum(wish);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(pointersOf(answer)).toEqual(['/maximumTokenLifetimeDays']);
  });

  it('comes with nothing else: who names another member changes nothing', async () => {
    const answer = await request('PATCH', '/api/v1/workspace', { maximumTokenLifetimeDays: 7, id: 'wsp_other' });
    expect(pointersOf(answer)).toEqual(['/id']);
    expect(await request('GET', '/api/v1/workspace')).toMatchObject({ json: { maximumTokenLifetimeDays: null } });
  });
});
