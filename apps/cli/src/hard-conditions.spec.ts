import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { once } from 'node:events';
import { chmodSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { Person } from './command-line/portcullis.spec-kit.js';

/** Each command is a process of its own, on a machine that has others to run. */
jest.setTimeout(90_000);

const SECRET = 'pcl_live_secret';
const TOKEN = { id: 'tok_x', name: 'Till', status: 'active', scopes: [], allowedIps: [], metadata: {} };
const RECEIPT = { position: 1, confirmed: false, replicas: [{ service: 'inventory', boot: 'b'.repeat(32), appliedPosition: 0, confirmedBy: null }] };
const ISSUED = { token: SECRET, apiToken: TOKEN, receipt: RECEIPT };
const SESSION = { user: { id: 'usr_1', email: 'a@example.com', role: 'owner' }, workspace: { id: 'wsp_1', name: 'W' } };
const REFUSED = { type: 'x', title: 'x', status: 401, detail: 'No such token.', code: 'unauthorized', requestId: 'req_1', message: 'x' };
const ISSUE = ['issue', '--name', 'Till', '--scope', 'items:read'];

/** What the service answers; a request that is not here is refused with 401, and one with `hangs up` gets no answer. */
let answers: Record<string, unknown>;
let asked: string[];
let server: Server;
let url: string;
let person: Person;

beforeAll(async () => {
  server = createServer((request, response) => {
    const key = `${request.method ?? ''} ${new URL(request.url ?? '', 'http://server').pathname}`;
    asked.push(key);
    const answer = answers[key];
    if (answer === 'hangs up') {
      request.socket.destroy();
      return;
    }
    if (key === 'POST /api/v1/session') response.setHeader('set-cookie', 'portcullis_session=abc');
    response.writeHead(answer === undefined ? 401 : 200, { 'content-type': answer === undefined ? 'application/problem+json' : 'application/json' });
    response.end(JSON.stringify(answer ?? REFUSED));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  person = new Person({ PORTCULLIS_URL: url, PORTCULLIS_TOKEN: 'pcl_live_x' });
});
beforeEach(() => {
  asked = [];
  answers = { 'POST /api/v1/api-keys': ISSUED, 'POST /api/v1/api-keys/tok_x/rotate': ISSUED, 'GET /api/v1/receipts/1': RECEIPT, 'POST /api/v1/session': SESSION, 'GET /api/v1/api-keys': { data: [], nextCursor: null } };
});
afterAll(() => {
  person.leave();
  server.closeAllConnections();
  server.close();
});

/** Somebody with a session and no token in the environment. */
async function signedIn(): Promise<Person> {
  const other = new Person();
  expect((await other.logIn(url, { email: 'a@example.com', password: 'p' })).code).toBe(0);
  return other;
}

describe('a secret', () => {
  it.each(['a\nb', 'a b', 'a\u0007b', 'toké'])('in PORTCULLIS_TOKEN that is none as %j is refused, and not shown', async (rest) => {
    const { code, out, err } = await person.run(['list'], { env: { PORTCULLIS_TOKEN: `pcl_live_${rest}` } });
    expect([code, out, err]).toEqual([2, '', expect.stringMatching(/^error: PORTCULLIS_TOKEN holds .*\n$/)]);
    expect(err).not.toContain('pcl_live_');
    expect(asked).toEqual([]);
  });

  it('in PORTCULLIS_TOKEN may have white space around it', async () => {
    expect((await person.run(['list'], { env: { PORTCULLIS_TOKEN: ' pcl_live_x\r\n' } })).code).toBe(0);
  });

  it('that is given for an id is refused, and neither shown nor sent', async () => {
    for (const id of [SECRET, '..', 'tok_', 'tok_x/../y']) {
      const { code, out, err } = await person.run(['show', id]);
      expect([code, out, err]).toEqual([2, '', expect.stringMatching(/^error: A token is named by its id/)]);
      expect(err).not.toContain(SECRET);
    }
    expect(asked).toEqual([]);
  });

  it('that is not in the answer fails the command, also with --json', async () => {
    answers['POST /api/v1/api-keys'] = { ...ISSUED, token: null };
    const { code, out, err } = await person.run([...ISSUE, '--json']);
    expect([code, err]).toEqual([1, expect.stringContaining('gives it a new one')]);
    expect(JSON.parse(out)).toMatchObject({ token: null, apiToken: { id: 'tok_x' } });
  });

  it.each([[[]], [['--json']]])('of a token that has rotated itself is shown, though its receipt is refused; with %j', async (more) => {
    delete answers['GET /api/v1/receipts/1'];
    const { code, out, err } = await person.run(['rotate', 'tok_x', ...more]);
    expect([code, out]).toEqual([5, expect.stringContaining(SECRET)]);
    expect(err).toContain('it is not known yet whether it is confirmed');
  });

  it.each(['SIGHUP', 'SIGTERM'] as const)('that is waited for with --json is written when %s comes', async (signal) => {
    const running = person.start([...ISSUE, '--json']);
    await eventually(() => {
      expect(asked).toContain('GET /api/v1/receipts/1');
    }, { timeoutMs: 30_000 });
    running.kill(signal);
    const { code, out } = await running.ended;
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ token: SECRET });
  });

  it.each([[['--no-wait']], [['--no-wait', '--json']]])('that cannot be written is said to be lost, with exit code 1; with %j', async (more) => {
    const { code, err } = await person.run([...ISSUE, ...more], { into: '/dev/full' });
    expect([code, err]).toEqual([1, expect.stringContaining('The secret of tok_x could not be written (ENOSPC), and is lost')]);
  });
});

describe('what is said beside a result', () => {
  it('may be lost: the result is not, nor what was to be done', async () => {
    expect(await person.run([...ISSUE, '--no-wait'], { notesInto: '/dev/full' })).toMatchObject({ code: 0, out: `${SECRET}\n` });
  });
});

describe('a result that cannot be written', () => {
  it('is told, with exit code 1', async () => {
    expect(await person.run(['list', '--json'], { into: '/dev/full' })).toMatchObject({ code: 1, err: 'error: The result could not be written (ENOSPC).\n' });
  });
});

describe('a time too long ago', () => {
  it('is told in one line, with exit code 2', async () => {
    expect(await person.run(['list', '--unused-since', '999999999w'])).toEqual({ code: 2, out: '', err: 'error: --unused-since reaches back further than 1970: 999999999w.\n' });
  });
});

describe('a session', () => {
  it('whose file is a link is not used', async () => {
    const other = await signedIn();
    expect((await other.run(['list'])).code).toBe(0);
    renameSync(other.sessionFile, `${other.sessionFile}.moved`);
    symlinkSync(`${other.sessionFile}.moved`, other.sessionFile);
    expect((await other.run(['list'])).code).toBe(3);
    other.leave();
  });

  it('that cannot be kept is ended on the server again', async () => {
    const other = new Person();
    mkdirSync(dirname(other.sessionFile), { recursive: true });
    // A folder in its place: nothing can be moved there.
    mkdirSync(`${other.sessionFile}/x`, { recursive: true });
    expect(await other.logIn(url, { email: 'a@example.com', password: 'p' })).toMatchObject({ code: 1, err: expect.not.stringContaining('Signed in') });
    expect(asked).toEqual(['POST /api/v1/session', 'DELETE /api/v1/session']);
    other.leave();
  });

  it('that must not be sent in the clear is forgotten, and said to be left on the server', async () => {
    const other = new Person();
    mkdirSync(dirname(other.sessionFile), { recursive: true });
    writeFileSync(other.sessionFile, JSON.stringify({ url: 'http://192.0.2.1:4100', email: 'a@example.com', cookie: 'portcullis_session=abc' }));
    chmodSync(other.sessionFile, 0o600);
    expect(await other.run(['logout'])).toMatchObject({ code: 1, err: expect.stringContaining('could not be ended at http://192.0.2.1:4100') });
    expect((await other.run(['logout'])).err).toContain('no session');
    other.leave();
  });
});

describe('a lost answer', () => {
  it('to a log-in leaves nothing to look for; to a change of a password or a token it does, and is not asked for twice', async () => {
    const other = await signedIn();
    answers = { 'POST /api/v1/session': 'hangs up', 'PUT /api/v1/session/password': 'hangs up', 'POST /api/v1/api-keys/tok_x/rotate': 'hangs up' };
    asked = [];
    expect((await other.logIn(url, { email: 'a@example.com', password: 'p' })).err).toContain('does not answer');
    expect((await other.run(['password', '--password-stdin'], { input: 'old\nnew\n' })).err).toContain('Whether your password was changed is not known');
    expect((await other.run(['rotate', 'tok_x'])).err).toContain('Whether the change was made is not known');
    expect(asked).toHaveLength(3);
    other.leave();
  });
});
