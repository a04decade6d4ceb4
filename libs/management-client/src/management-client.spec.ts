import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerOf, logIn, type ManagementClient, managementClient, pages, ProblemError, UnexpectedAnswerError, UnreachableError } from './index.js';

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** What the server does with one request after the other; with further ones what it did last. */
let behaviours: Behaviour[];
let asked: { method: string; url: string; headers: IncomingMessage['headers'] }[];
let server: Server;
let url: string;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    const behave = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
    behave?.(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const answers =
  (status: number, body: unknown, headers: Record<string, string | string[]> = {}): Behaviour =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers }).end(JSON.stringify(body));
  };
const hangsUp: Behaviour = (request) => request.socket.destroy();
const cutsOff: Behaviour = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"data":');
  setTimeout(() => request.socket.destroy(), 20);
};
const problem = (status: number, code: string) => ({ type: `urn:portcullis:problem:${code}`, title: 'No', status, detail: 'It is not so.', code, requestId: 'req_1', message: 'No' });
const client = (): ManagementClient => managementClient({ url, credentials: { token: 'pcl_live_x' } });
const token = { id: 'tok_1', name: 'Till', status: 'active', scopes: [], allowedIps: [], metadata: {} };
const receipt = { position: 1, confirmed: false, replicas: [] };
const wish = { name: 'Till', scopes: ['items:read' as const] };
const issue = (header: { 'Idempotency-Key'?: string }) => answerOf(client().POST('/api/v1/api-keys', { params: { header }, body: wish }));

describe('an answer', () => {
  it('comes with its status, and the request as the document has it', async () => {
    behaviours = [answers(202, { apiToken: token, receipt })];
    const { status, body } = await answerOf(client().DELETE('/api/v1/api-keys/{id}', { params: { path: { id: 'a/b' }, query: { reason: 'leaked & lost' }, header: { Prefer: 'respond-async' } } }));
    expect([status, body.apiToken.id, body.receipt.confirmed]).toEqual([202, 'tok_1', false]);
    expect(asked).toMatchObject([{ method: 'DELETE', url: '/api/v1/api-keys/a%2Fb?reason=leaked%20%26%20lost', headers: { authorization: 'Bearer pcl_live_x', prefer: 'respond-async' } }]);
  });

  it('that refuses is thrown with its problem', async () => {
    behaviours = [answers(429, problem(429, 'too_many_requests'), { 'retry-after': '7' })];
    const error = await issue({}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ message: 'It is not so.', problem: { code: 'too_many_requests' }, status: 429 });
    expect((error as ProblemError).headers.get('retry-after')).toBe('7');
  });

  it.each<[string, Behaviour]>([
    ['a page', (_request, response) => response.setHeader('content-type', 'text/html').end('<h1>Hi</h1>')],
    ['a page that calls itself JSON', (_request, response) => response.setHeader('content-type', 'application/json').end('<h1>Hi</h1>')],
    ['a problem of somebody else', answers(502, { error: 'Bad gateway' })],
    ['a problem whose fields are none', answers(422, { ...problem(422, 'x'), errors: null })],
    ['an object that is no list', answers(200, {})],
    ['a list of something else', answers(200, { data: [7], nextCursor: null })],
    ['nothing', (_request, response) => response.end()],
    ['a way to somewhere else', (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ])('that is %s is not taken for one', async (_what, behaviour) => {
    behaviours = [behaviour];
    await expect(answerOf(client().GET('/api/v1/replicas'))).rejects.toThrow(UnexpectedAnswerError);
    expect(asked).toHaveLength(1);
  });
});

describe('a request', () => {
  it.each(['', '.', '..'])('is not sent where its id is %j, which would make its path another', async (id) => {
    behaviours = [answers(200, {})];
    await expect(answerOf(client().GET('/api/v1/api-keys/{id}', { params: { path: { id } } }))).rejects.toThrow(RangeError);
    expect(asked).toEqual([]);
  });

  it.each([{ token: 'pcl_live_a\nb' }, { cookie: 'portcullis_session=a\nb' }])('has no credentials that cannot be in a header, and an error does not quote them', (credentials) => {
    expect(() => managementClient({ url, credentials })).toThrow(/^The credentials hold what cannot be in a header\.$/);
  });
});

describe('a request without an answer', () => {
  it.each([['that hangs up', hangsUp], ['that is cut off', cutsOff]])('%s is sent again where that is safe', async (_what, behaviour) => {
    behaviours = [behaviour, behaviour, answers(200, { data: [], nextCursor: null })];
    expect((await answerOf(client().GET('/api/v1/api-keys'))).body.data).toEqual([]);
    expect(asked).toHaveLength(3);
    behaviours = [behaviour, answers(201, { token: 'x', apiToken: token, receipt })];
    await issue({ 'Idempotency-Key': 'one' });
    expect(asked.slice(3).map(({ headers }) => headers['idempotency-key'])).toEqual(['one', 'one']);
  });

  it('is not sent again where it might be done twice, and the caller learns that it may have been done', async () => {
    behaviours = [hangsUp];
    await expect(issue({})).rejects.toMatchObject({ name: 'UnreachableError', url, mayHaveChanged: true });
    expect(asked).toHaveLength(1);
  });

  it('is not sent again where it changes a password, or a token of whatever version', async () => {
    behaviours = [hangsUp];
    const passwords = { currentPassword: 'old', newPassword: 'new' };
    await expect(answerOf(client().PUT('/api/v1/session/password', { body: passwords }))).rejects.toThrow(UnreachableError);
    await expect(answerOf(client().PATCH('/api/v1/api-keys/{id}', { params: { path: { id: 'tok_1' } }, body: { name: 'x' } }))).rejects.toThrow(UnreachableError);
    expect(asked).toHaveLength(2);
    behaviours = [hangsUp, answers(200, { apiToken: token, receipt })];
    await answerOf(client().PATCH('/api/v1/api-keys/{id}', { params: { path: { id: 'tok_1' }, header: { 'If-Match': '"1"' } }, body: { name: 'x' } }));
    expect(asked).toHaveLength(4);
  });

  it('is not sent again after it was waited for as long as it may be', async () => {
    const soon = AbortSignal.timeout(100);
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(soon);
    const fetching = jest.spyOn(globalThis, 'fetch');
    behaviours = [() => undefined];
    const error = await answerOf(client().GET('/api/v1/api-keys')).catch((thrown: unknown) => thrown);
    expect(fetching).toHaveBeenCalledTimes(1);
    fetching.mockRestore();
    timeout.mockRestore();
    expect(error).toMatchObject({ name: 'UnreachableError', reason: 'no answer in time' });
  });

  it.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_SSL_WRONG_VERSION_NUMBER', 'UND_ERR_CONNECT_TIMEOUT'])(
    'as %s is told at once: nothing was sent',
    async (code) => {
      const fetching = jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code }) }));
      const error = await issue({ 'Idempotency-Key': 'one' }).catch((thrown: unknown) => thrown);
      expect(fetching).toHaveBeenCalledTimes(1);
      fetching.mockRestore();
      expect(error).toMatchObject({ reason: code, mayHaveChanged: false });
    },
  );

  it('as nobody listens is told at once', async () => {
    server.close();
    await once(server, 'close');
    const error = await issue({ 'Idempotency-Key': 'one' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({ reason: 'ECONNREFUSED', mayHaveChanged: false });
  });

  it('is given up when the signal says so', async () => {
    const given = new AbortController();
    behaviours = [() => { given.abort(new Error('enough')); }];
    const call = answerOf(managementClient({ url, signal: given.signal }).GET('/api/v1/replicas'));
    await expect(call).rejects.toThrow('enough');
    expect(asked).toHaveLength(1);
  });
});

describe('a log-in', () => {
  it('gives the session and its cookie alone', async () => {
    const session = { user: { id: 'usr_1', email: 'a@example.com', role: 'owner' }, workspace: { id: 'wsp_1', name: 'W' } };
    behaviours = [answers(200, session, { 'set-cookie': ['other=1', 'portcullis_session=abc; HttpOnly; SameSite=Strict'] })];
    expect(await logIn({ url }, 'a@example.com', 'p')).toEqual({ session, credentials: { cookie: 'portcullis_session=abc' } });
    behaviours = [answers(200, session)];
    await expect(logIn({ url }, 'a@example.com', 'p')).rejects.toThrow(UnexpectedAnswerError);
  });
});

describe('the pages of a list', () => {
  it('are fetched one by one until there is none', async () => {
    const left = [{ data: [1], nextCursor: 'b' }, { data: [2], nextCursor: null }];
    const cursors: (string | undefined)[] = [];
    const fetchPage = (cursor: string | undefined) => {
      cursors.push(cursor);
      return Promise.resolve(left.shift() ?? { data: [], nextCursor: null });
    };
    const seen: unknown[] = [];
    for await (const { data } of pages(fetchPage, 'a')) seen.push(...data);
    expect([seen, cursors]).toEqual([[1, 2], ['a', 'b']]);
  });

  it.each([
    ['leads to itself', { data: [1], nextCursor: 'a' }],
    ['has no cursor', { data: [1] }],
    ['has no data', { nextCursor: null }],
  ])('end with an error where a page %s', async (_what, page) => {
    const all = async (): Promise<void> => {
      for await (const { data } of pages(() => Promise.resolve(page as { data: number[]; nextCursor: null }), 'a')) expect(data).toBeDefined();
    };
    await expect(all()).rejects.toThrow(UnexpectedAnswerError);
  });
});
