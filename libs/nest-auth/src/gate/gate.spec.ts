import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService } from '@portcullis/service-kit';
import { type CheckOutcome, createToken, parseToken, type Principal } from '@portcullis/token';
import { randomBytes } from 'node:crypto';
import { type AddressInfo, connect } from 'node:net';
import { Authenticated, CurrentPrincipal, NestAuthModule, Public, RequireScopes, type CheckRequest } from '../index.js';

@Controller('gated')
@Authenticated()
class GatedController {
  @Get('any')
  any(@CurrentPrincipal() principal: Principal): object {
    return { tokenId: principal.tokenId };
  }

  @Get('items')
  @RequireScopes('items:read', 'warehouses:read')
  items(): object {
    return { items: [] };
  }

  @Get('named/:id')
  @RequireScopes('items:read')
  named(): object {
    return {};
  }

  @Post('write')
  write(): object {
    return { written: true };
  }

  @Get('open')
  @Public()
  open(): object {
    return { open: true };
  }
}

const token = createToken('live', randomBytes);
const unknownToken = createToken('live', randomBytes);
const principal: Principal = { workspaceId: 'wsp_1', tokenId: 'tok_1', kind: 'user', scopes: ['items:read'] };

/** Keeps the order of checks as a replica does: shape and checksum, freshness, look-up, address, scope. */
class Checker {
  stale = false;
  allowedAddress: string | undefined;
  lastRequest: CheckRequest | undefined;

  check(presented: string, request: CheckRequest): CheckOutcome {
    this.lastRequest = request;
    if (parseToken(presented) === undefined) return { outcome: 'invalid' };
    if (this.stale) return { outcome: 'stale', retryAfterSeconds: 3 };
    if (presented !== token) return { outcome: 'invalid' };
    if (this.allowedAddress !== undefined && this.allowedAddress !== request.address) return { outcome: 'address_not_allowed' };
    if (request.requiredScopes.some((scope) => !principal.scopes.includes(scope))) return { outcome: 'insufficient_scope' };
    return { outcome: 'allowed', principal };
  }
}

interface Answered {
  readonly status: number;
  readonly challenge: string | undefined;
  readonly retryAfter: string | undefined;
  readonly body: Record<string, unknown>;
}

const CHALLENGE = 'Bearer realm="portcullis"';
const INVALID_REQUEST = `${CHALLENGE}, error="invalid_request"`;
const INVALID_TOKEN = `${CHALLENGE}, error="invalid_token"`;
const wrongChecksum = token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');

const ways = [
  { way: 'directly', throughPassport: false, isAsync: false },
  { way: 'directly to an asynchronous check', throughPassport: false, isAsync: true },
  { way: 'through passport', throughPassport: true, isAsync: false },
  { way: 'through passport to an asynchronous check', throughPassport: true, isAsync: true },
];

describe.each(ways)('the gate, reached $way', ({ throughPassport, isAsync }) => {
  const checker = new Checker();
  const lines: string[] = [];
  const numbered: object[] = [];
  let app: NestFastifyApplication;
  let port: number;

  beforeAll(async () => {
    const check = (presented: string, request: CheckRequest) =>
      isAsync ? Promise.resolve(checker.check(presented, request)) : checker.check(presented, request);
    const numberRoute = (route: object) => numbered.push(route);
    @Module({ imports: [NestAuthModule.forRoot({ checker: { useValue: { check, numberRoute } }, throughPassport })], controllers: [GatedController] })
    class GatedModule {}
    app = await createService({
      module: GatedModule,
      name: 'gate-test',
      logLevel: 'trace',
      logDestination: { write: (line) => void lines.push(line) },
    });
    await app.listen(0, '127.0.0.1');
    ({ port } = app.getHttpServer().address() as AddressInfo);
  });
  afterAll(() => app.close());
  beforeEach(() => {
    checker.stale = false;
    checker.allowedAddress = undefined;
  });

  /** Sends the very bytes (latin1), since a client library would mend or merge what is tested here. */
  async function send(target: string, headers: readonly string[] = [], body = ''): Promise<Answered> {
    const length = body === '' ? [] : [`Content-Length: ${body.length}`];
    const head = [`${body === '' ? 'GET' : 'POST'} ${target} HTTP/1.1`, 'Host: gate', 'Connection: close', ...length, ...headers];
    const socket = connect(port, '127.0.0.1');
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1');
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    const [answerHead = '', answerBody = ''] = Buffer.concat(chunks).toString('utf8').split('\r\n\r\n');
    const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(answerHead)?.[1];
    return {
      status: Number(answerHead.slice(9, 12)),
      challenge: header('www-authenticate'),
      retryAfter: header('retry-after'),
      body: JSON.parse(answerBody) as Record<string, unknown>,
    };
  }

  const withToken = (text: string) => [`Authorization: Bearer ${text}`];

  it.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])('a live token after %s opens the route', async (scheme) => {
    const answer = await send('/gated/any', [`Authorization: ${scheme} ${token}`]);
    expect(answer).toMatchObject({ status: 200, body: { tokenId: 'tok_1' } });
  });

  it('a route is named to the checker once, by its template and scopes, before its first check', async () => {
    numbered.length = 0;
    for (const target of ['/gated/named/1?page=2', '/gated/named/2']) await send(target, withToken(token));
    expect(numbered).toEqual([{ route: 'GET /gated/named/{id}', scopes: ['items:read'] }]);
    expect(checker.lastRequest).toMatchObject({ route: 1 });
  });

  it('a member of a JSON body is not a credential, nor in the way of one', async () => {
    const headers = ['Content-Type: application/json', ...withToken(token)];
    expect((await send('/gated/write', headers, '{"access_token":"x"}')).status).toBe(201);
    expect((await send('/gated/write', headers.slice(0, 1), `{"access_token":"${token}"}`)).status).toBe(401);
  });

  it('the check gets address and scopes of the route in the same call', async () => {
    await send('/gated/items', withToken(token));
    expect(checker.lastRequest).toEqual({ address: '127.0.0.1', requiredScopes: ['items:read', 'warehouses:read'], route: expect.any(Number) });
  });

  describe.each([
    ['while fresh', false],
    ['while stale', true],
  ])('%s', (_when, stale) => {
    beforeEach(() => {
      checker.stale = stale;
    });

    it.each([
      ['no Authorization', []],
      ['an empty Authorization', ['Authorization:']],
      ['Basic', ['Authorization: Basic dXNlcjpwYXNz']],
      ['a scheme alone', ['Authorization: Negotiate']],
      ['a scheme that begins as bearer does', [`Authorization: Bearer2 ${token}`]],
      ['parameters of another scheme', ['Authorization: Digest username="a", realm="b"']],
      ['a cookie', ['Cookie: portcullis_session=abc']],
    ])('%s is 401 without an error code', async (_case, headers) => {
      const answer = await send('/gated/any', headers);
      expect(answer).toMatchObject({ status: 401, challenge: CHALLENGE, body: { code: 'unauthenticated', message: 'Unauthenticated.' } });
    });

    it.each([
      ['an empty token', ['Authorization: Bearer']],
      ['an empty token and a space', ['Authorization: Bearer ']],
      ['an inner space', [`Authorization: Bearer ${token} x`]],
      ['two spaces', [`Authorization: Bearer  ${token}`]],
      ['a tab', [`Authorization: Bearer\t${token}`]],
      ['a comma', [`Authorization: Bearer ${token},x`]],
      ['a comma after the scheme', [`Authorization: Bearer, ${token}`]],
      ['quotes', [`Authorization: Bearer "${token}"`]],
      ['a parameter', [`Authorization: Bearer token="${token}"`]],
      ['an equals sign inside', ['Authorization: Bearer a=b']],
      ['nothing but equals signs', ['Authorization: Bearer ==']],
      ['a character beyond ASCII', [`Authorization: Bearer ${token}\u00e9`]],
      ['a scheme beyond ASCII', ['Authorization: B\u00e9arer abc']],
      ['a percent escape', [`Authorization: Bearer ${token}%20`]],
      ['two Authorization lines', [...withToken(token), ...withToken(token)]],
      ['two Authorization lines in other cases', [...withToken(token), `AUTHORIZATION: Bearer ${token}`]],
      ['a second Authorization line of another scheme', [...withToken(token), 'Authorization: Basic dXNlcjpwYXNz']],
      ['a second Authorization line, empty', [...withToken(token), 'authorization:']],
    ])('%s is 400 invalid_request', async (_case, headers) => {
      const answer = await send('/gated/any', headers);
      expect(answer).toMatchObject({ status: 400, challenge: INVALID_REQUEST, body: { code: 'invalid_request' } });
    });

    it.each([
      ['in the query alone', `/gated/any?access_token=${token}`, [], ''],
      ['in the query, escaped', `/gated/any?access%5Ftoken=${token}`, [], ''],
      ['in the query, empty', '/gated/any?access_token=', [], ''],
      ['in the query, twice', '/gated/any?access_token=a&access_token=b', [], ''],
      ['in the query beside the header', `/gated/any?access_token=${token}`, withToken(token), ''],
      ['in the query beside another scheme', `/gated/any?access_token=${token}`, ['Authorization: Basic dXNlcjpwYXNz'], ''],
      ['in a form alone', '/gated/write', ['Content-Type: application/x-www-form-urlencoded'], `access_token=${token}`],
      [
        'in a form beside the header',
        '/gated/write',
        ['Content-Type: application/x-www-form-urlencoded; charset=utf-8', ...withToken(token)],
        `a=b&access_token=${token}`,
      ],
    ])('a token %s is 400 invalid_request', async (_case, target, headers, body) => {
      const answer = await send(target, headers, body);
      expect(answer).toMatchObject({ status: 400, challenge: INVALID_REQUEST, body: { code: 'invalid_request' } });
    });

    it.each([
      ['of another kind', 'abc'],
      ['with every character of the grammar', 'aZ09-._~+/='],
      ['with a wrong checksum', wrongChecksum],
      ['cut short', token.slice(0, -1)],
      ['10,000 characters long', 'a'.repeat(10_000)],
      ['of the token alphabet and one more', `${token}=`],
    ])('a token %s is 401 invalid_token', async (_case, text) => {
      const answer = await send('/gated/any', withToken(text));
      expect(answer).toMatchObject({ status: 401, challenge: INVALID_TOKEN, body: { code: 'invalid_token' } });
    });

    it('a public route is open to everybody and looks at no credential', async () => {
      expect((await send('/gated/open')).status).toBe(200);
      expect((await send('/gated/open', ['Authorization: Bearer "'])).status).toBe(200);
    });
  });

  it('every token that is not live gets one body, whatever is wrong with it', async () => {
    const bodies = [];
    for (const text of [unknownToken, wrongChecksum, 'abc']) {
      const { body } = await send('/gated/items', withToken(text));
      bodies.push({ ...body, requestId: '' });
    }
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
    expect(bodies[0]).toEqual({
      type: 'urn:portcullis:problem:invalid_token',
      title: 'Invalid token',
      status: 401,
      detail: 'The bearer token is not valid.',
      code: 'invalid_token',
      requestId: '',
      message: 'Unauthenticated.',
    });
  });

  it.each([
    ['a live token', token],
    ['an unknown token', unknownToken],
  ])('%s is 503 with Retry-After and without a challenge while stale', async (_case, text) => {
    checker.stale = true;
    const answer = await send('/gated/any', withToken(text));
    expect(answer).toMatchObject({ status: 503, challenge: undefined, retryAfter: '3', body: { code: 'replica_not_fresh' } });
  });

  it('a missing scope is 403 that names what the route requires', async () => {
    const answer = await send('/gated/items', withToken(token));
    expect(answer).toMatchObject({
      status: 403,
      challenge: `${CHALLENGE}, error="insufficient_scope", scope="items:read warehouses:read"`,
      body: { code: 'insufficient_scope', message: 'This action is unauthorized.' },
    });
  });

  it('an address that is not allowed is 403 without a challenge, before any word about scopes', async () => {
    checker.allowedAddress = '192.0.2.1';
    const answer = await send('/gated/items', withToken(token));
    expect(answer).toMatchObject({ status: 403, challenge: undefined, body: { code: 'address_not_allowed' } });
    expect(JSON.stringify(answer.body)).not.toContain('192.0.2.1');
  });

  it('every presented credential is counted by what became of it', async () => {
    const counts = async (): Promise<Record<string, number>> => {
      const metrics = (await app.inject('/metrics')).body;
      const lines = metrics.matchAll(/^portcullis_token_checks_total\{outcome="(\w+)"\} (\d+)$/gm);
      return Object.fromEntries([...lines].map(([, outcome = '', count]) => [outcome, Number(count)]));
    };
    const before = await counts();
    await send('/gated/any', withToken(token));
    await send('/gated/any', withToken(token));
    await send('/gated/any', withToken('abc'));
    await send('/gated/any', ['Authorization: Bearer "']);
    await send('/gated/items', withToken(token));
    checker.allowedAddress = '192.0.2.1';
    await send('/gated/any', withToken(token));
    checker.stale = true;
    await send('/gated/any', withToken(token));
    await send('/gated/any');
    await send('/gated/open');
    const added = Object.entries(await counts()).map(([outcome, count]) => [outcome, count - (before[outcome] ?? 0)]);
    expect(Object.fromEntries(added)).toEqual({ allowed: 2, invalid: 1, malformed: 1, insufficient_scope: 1, address_not_allowed: 1, stale: 1 });
  });

  it('no token stands in the log of all of this', () => {
    const log = lines.join('');
    expect(lines.length).toBeGreaterThan(90);
    for (const secret of [token, unknownToken, wrongChecksum, token.slice(12), 'access_token']) expect(log).not.toContain(secret);
  });
});
