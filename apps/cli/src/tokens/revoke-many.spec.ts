import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Person } from '../command-line/portcullis.spec-kit.js';

type Answer = readonly [status: number, body: object];
const revoked = (count: number, remaining: number): Answer => [200, { dryRun: false, revoked: count, alreadyRevoked: 0, remaining, notFound: [], receipt: null }];
const BUSY: Answer = [409, { type: 'about:blank', title: 'Busy', status: 409, detail: 'Busy.', code: 'busy', requestId: 'req_1' }];
const USER = { id: 'usr_x', email: 'a@example.com', role: 'member', status: 'suspended', permissions: [], grantableScopes: [], mustChangePassword: false, createdAt: '2026-11-23T05:00:00.000Z' };
const SUSPENDING: Answer = [200, { user: USER, tokens: { changed: 0, remaining: true }, receipt: null }];

let server: Server;
let person: Person;
/** What the service answers, one after the other. */
let answers: Answer[];

/** The real service comes to an end, or does not, when it wants to. */
beforeAll(async () => {
  server = createServer((_request, response) => {
    const [status, body] = answers.shift() ?? BUSY;
    response.writeHead(status, { 'content-type': status === 200 ? 'application/json' : 'application/problem+json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  person = new Person({ PORTCULLIS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, PORTCULLIS_TOKEN: 'pcl_live_x' });
});
afterAll(() => {
  person.leave();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answers = [];
});

describe('a change of many tokens', () => {
  it('goes on until none remains, and adds up', async () => {
    answers = [revoked(500, 3), revoked(3, 0)];
    expect(await person.run(['revoke-many', '--scope', 'items:read', '--yes'])).toMatchObject({ code: 0, out: '503 tokens are revoked.\n' });
  });

  it('that is refused in between says how many tokens it has changed', async () => {
    answers = [revoked(500, 3), BUSY];
    const { code, out, err } = await person.run(['revoke-many', '--scope', 'items:read', '--yes']);
    expect([code, out]).toEqual([6, '']);
    expect(err).toContain('So far 500 tokens are revoked.');
  });

  it('stops where a request changes nothing, and does not ask for ever', async () => {
    answers = [revoked(500, 3), revoked(0, 3), revoked(0, 3)];
    expect(await person.run(['revoke-many', '--scope', 'items:read', '--yes'])).toMatchObject({ code: 1, out: '', err: expect.stringMatching(/So far 500 tokens are revoked\.\n.*some remain/) });
    expect(answers).toHaveLength(1);
    answers = [SUSPENDING, SUSPENDING];
    expect(await person.run(['user', 'suspend', 'usr_x'])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('some remain') });
    expect(answers).toHaveLength(1);
  });
});
