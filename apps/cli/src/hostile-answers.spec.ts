import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Person } from './command-line/portcullis.spec-kit.js';

/** Sets the title, clears the screen, moves the cursor up, turns the line around, and ends the line. */
const STEERING = 'Till\u001b]0;owned\u0007\u001b[2J\u009b1A\u202e\r\nIssued by nobody\u0000\u007f';
const STEERS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/; // eslint-disable-line no-control-regex -- they are what is looked for

const TOKEN = {
  id: STEERING, object: 'api_token', name: STEERING, prefix: STEERING, scopes: [STEERING], kind: STEERING, environment: STEERING, status: 'active', allowedIps: [STEERING],
  description: STEERING, metadata: { [STEERING]: STEERING }, expiresAt: STEERING, notBefore: STEERING, lastUsedAt: STEERING, createdAt: STEERING, createdByEmail: STEERING, revokedAt: STEERING,
  version: 1, position: 1,
};
const RECEIPT = { position: 1, confirmed: false, href: STEERING, replicas: [{ service: STEERING, boot: STEERING, appliedPosition: 1, confirmedBy: null }] };
const EVENT = { position: 1, stream: STEERING, version: 1, type: STEERING, time: STEERING, actor: { type: 'user', id: STEERING }, data: { [STEERING]: STEERING } };
const TITLE = { en: STEERING, id: STEERING };
const USER = { id: STEERING, email: STEERING, role: STEERING, status: 'active', permissions: [STEERING], grantableScopes: [STEERING], mustChangePassword: true, createdAt: STEERING };
const ANSWERS: Readonly<Record<string, unknown>> = {
  'GET /api/v1/api-keys': { data: [TOKEN], nextCursor: STEERING },
  'GET /api/v1/api-keys/tok_x': TOKEN,
  'GET /api/v1/api-keys/tok_x/secrets': { object: 'api_token_secrets', current: { prefix: STEERING }, previous: { prefix: STEERING, validUntil: STEERING } },
  'GET /api/v1/api-keys/tok_x/events': { data: [EVENT], nextCursor: null },
  'GET /api/v1/receipts/1': RECEIPT,
  'GET /api/v1/scopes': { data: [{ scope: STEERING, class: STEERING, grantable: true, title: TITLE }], nextCursor: null, bundles: [{ bundle: STEERING, title: TITLE, scopes: [STEERING] }] },
  'GET /api/v1/replicas': { data: [{ service: STEERING, boot: STEERING, status: STEERING, fresh: true, appliedPosition: 1, lag: 0, lastHeardMs: 1 }], nextCursor: null },
  'GET /api/v1/users': { data: [USER], nextCursor: null },
  'GET /api/v1/users/usr_x': USER,
  'POST /api/v1/users/usr_x/suspend': { user: USER, tokens: { changed: 1, remaining: false }, receipt: null },
  'POST /api/v1/users/usr_x/reset-password': { user: USER, password: STEERING },
  'GET /api/v1/sessions': { data: [{ id: STEERING, current: true, createdAt: STEERING, lastSeenAt: STEERING, expiresAt: STEERING, address: STEERING, userAgent: STEERING }], nextCursor: null },
  'POST /api/v1/api-keys/revoke': { dryRun: false, revoked: 1, alreadyRevoked: 0, remaining: 0, notFound: [STEERING], receipt: null },
  'PATCH /api/v1/api-keys/tok_x': { apiToken: TOKEN, receipt: RECEIPT },
  'POST /api/v1/api-keys': { token: STEERING, apiToken: TOKEN, receipt: RECEIPT },
};
const PROBLEM = { type: STEERING, title: STEERING, status: 409, detail: STEERING, code: STEERING, requestId: STEERING, message: STEERING, errors: [{ pointer: STEERING, message: STEERING }] };

/** Answers in JSON which are not of this API, or not what they say that they are. */
const ODD: Readonly<Record<string, { readonly status: number; readonly body: unknown }>> = {
  '/empty/api/v1/api-keys': { status: 200, body: {} },
  '/empty/api/v1/api-keys/tok_x': { status: 200, body: {} },
  '/null/api/v1/api-keys': { status: 409, body: { ...PROBLEM, errors: null } },
  '/says-200/api/v1/api-keys': { status: 403, body: { ...PROBLEM, status: 200 } },
  '/endless/api/v1/api-keys': { status: 200, body: { data: [], nextCursor: 'again' } },
};

let server: Server;
let person: Person;

/** The real service refuses such names, so a server of ours stands in for one that has been taken over. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://server');
    if (pathname === '/foreign/api/v1/replicas') {
      response.setHeader('content-type', 'text/html').end('<h1>Welcome</h1>');
      return;
    }
    const odd = ODD[pathname];
    if (odd !== undefined) {
      response.writeHead(odd.status, { 'content-type': odd.status === 200 ? 'application/json' : 'application/problem+json' }).end(JSON.stringify(odd.body));
      return;
    }
    const answer = ANSWERS[`${request.method ?? ''} ${pathname}`];
    response.writeHead(answer === undefined ? 409 : 200, { 'content-type': answer === undefined ? 'application/problem+json' : 'application/json' });
    response.end(JSON.stringify(answer ?? PROBLEM));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  person = new Person({ PORTCULLIS_URL: urlOf(server), PORTCULLIS_TOKEN: 'pcl_live_x' });
});
afterAll(() => {
  person.leave();
  server.closeAllConnections();
  server.close();
});

function urlOf(listening: Server): string {
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

describe('what a service answers cannot steer the terminal', () => {
  it.each([
    [['list']],
    [['show', 'tok_x']],
    [['events', 'tok_x']],
    [['scopes']],
    [['replicas']],
    [['receipt', '1', '--no-wait']],
    [['update', 'tok_x', '--name', 'x', '--no-wait']],
    [['update', 'tok_x', '--name', 'x', '--wait', '1s']],
    [['issue', '--name', 'x', '--scope', 'items:read', '--no-wait']],
    [['revoke', 'tok_x']],
    [['users']],
    [['user', 'show', 'usr_x']],
    [['user', 'suspend', 'usr_x']],
    [['user', 'reset-password', 'usr_x']],
    [['sessions']],
    [['revoke-many', '--id', 'tok_x', '--yes']],
  ])('of portcullis %s', async (args) => {
    const { out, err } = await person.run(args);
    expect(`${out}${err}`).toContain('Till');
    expect(STEERS.exec(`${out}${err}`)).toBeNull();
    const { out: json } = await person.run([...args, '--json']);
    expect(STEERS.exec(json)).toBeNull();
  });

  it('and with --json it is still the same value', async () => {
    const { out } = await person.run(['show', 'tok_x', '--json']);
    expect(JSON.parse(out)).toEqual(TOKEN);
  });
});

describe('what does not answer as token-service does', () => {
  it('is said to, in one line', async () => {
    const { code, out, err } = await person.run(['replicas'], { env: { PORTCULLIS_URL: `${urlOf(server)}/foreign` } });
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^error: http:\/\/127\.0\.0\.1:\d+ answered with 200, and not as token-service does: .*\n$/);
  });

  it.each([
    [['list'], 'empty', 200],
    [['show', 'tok_x'], 'empty', 200],
    [['show', 'tok_x', '--json'], 'empty', 200],
    [['issue', '--name', 'x', '--scope', 'items:read', '--json'], 'empty', 200],
    [['revoke', 'tok_x'], 'empty', 200],
    [['list'], 'null', 409],
  ])('is also what is JSON and no more: %j at /%s', async (args, path, status) => {
    const { code, out, err } = await person.run(args, { env: { PORTCULLIS_URL: `${urlOf(server)}/${path}` } });
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(new RegExp(`^error: http://127\\.0\\.0\\.1:\\d+ answered with ${status}, and not as token-service does: .*\\n$`));
  });

  it('is also a list without an end', async () => {
    const { code, out, err } = await person.run(['list', '--all'], { env: { PORTCULLIS_URL: `${urlOf(server)}/endless` } });
    expect([code, out, err]).toEqual([1, '', expect.stringMatching(/^error: The service answered with 200, and not as token-service does: .*\n$/)]);
  });

  it('does not choose the exit code: that is of the status of HTTP, whatever the body says', async () => {
    expect((await person.run(['list'], { env: { PORTCULLIS_URL: `${urlOf(server)}/says-200` } })).code).toBe(3);
  });
});
