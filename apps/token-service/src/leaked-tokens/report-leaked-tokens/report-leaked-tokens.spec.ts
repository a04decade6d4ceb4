import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { createToken, hashToken } from '@portcullis/token';
import { randomBytes } from 'node:crypto';
import { comparable, type Received } from '../../identity/http-client.spec-kit.js';
import { bearer, type IssuedAnswer, type LoggedIn, pointersOf, startTokens, type TokenService } from '../../tokens/token-service.spec-kit.js';

let database: TestDatabase;
let service: TokenService;
let owner: LoggedIn;
beforeAll(async () => {
  database = await createTestDatabase();
  service = await startTokens(database);
  owner = await service.owner();
});
beforeEach(() => {
  service.receipts.appliedPosition = null;
});
afterAll(async () => {
  await service.stop();
  await database.drop();
});

const report = (tokens: unknown, to = service, headers: Record<string, string> = {}): Promise<Received> => to.request('POST', '/api/v1/leaked-tokens', { body: { tokens }, headers });
const path = ({ apiToken }: IssuedAnswer, below = ''): string => `/api/v1/api-keys/${apiToken.id}${below}`;
const manage = (method: string, address: string, body?: object): Promise<Received> => service.request(method, address, { headers: owner.headers, ...(body && { body }) });
const waiting = (): Promise<unknown[]> => database.query('SELECT FROM leaked_secret');
const noneWaits = (): Promise<void> =>
  eventually(async () => {
    expect(await waiting()).toEqual([]);
  });
const statusOf = async (issued: IssuedAnswer): Promise<unknown> => {
  const [row] = await database.query<{ status: string }>('SELECT status FROM api_token WHERE id = $1', [issued.apiToken.id]);
  return row?.status;
};

describe('a token that is reported as leaked', () => {
  it('is revoked, whoever reports it and whosever it is, and its history says why', async () => {
    const other = await service.owner();
    const [ours, theirs] = [await service.issue(owner.headers), await service.issue(other.headers)];
    const answer = await report([ours.token, ` ${theirs.token}\n`, 'no token'], service, { 'user-agent': `scanner ${ours.token}` });
    expect(answer).toMatchObject({ status: 202, json: { received: 3 } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    await noneWaits();
    expect(await service.request('GET', '/api/v1/api-keys/self', { headers: bearer(ours.token) })).toMatchObject({ status: 401 });
    for (const [issued, headers] of [[ours, owner.headers], [theirs, other.headers]] as const) {
      const { json } = await service.request('GET', path(issued, '/events'), { headers });
      expect(json?.['data']).toMatchObject([{ type: 'TokenIssued' }, { type: 'TokenRevoked', actor: { type: 'system', id: 'leak-report' }, data: { reason: 'leaked' } }]);
    }
    const [, revoked] = await readStream(database.query, `token/${ours.apiToken.id}`);
    expect(revoked?.requestId).toBe(answer.headers.get('x-request-id'));
  });

  it.each<[string, object, string | undefined]>([
    ['is disabled, and could be enabled', {}, '/disable'],
    ['is not valid yet', { notBefore: '2099-01-01T00:00:00Z' }, undefined],
    ['is of the other environment', { environment: 'test' }, undefined],
    ['may be used from elsewhere', { allowedIps: ['203.0.113.7'] }, undefined],
  ])('is revoked also where it %s', async (_what, wish, below) => {
    const issued = await service.issue(owner.headers, wish);
    if (below !== undefined) await manage('POST', path(issued, below));
    await report([issued.token]);
    await noneWaits();
    expect(await statusOf(issued)).toBe('revoked');
  });

  it('is revoked by the secret before a rotation while that works, and left alone once it does not', async () => {
    const [graceful, ended] = [await service.issue(owner.headers), await service.issue(owner.headers)];
    await manage('POST', path(graceful, '/rotate'), { gracePeriodSeconds: 60 });
    await manage('POST', path(ended, '/rotate'));
    await report([graceful.token, ended.token]);
    await noneWaits();
    expect([await statusOf(graceful), await statusOf(ended)]).toEqual(['revoked', 'enabled']);
  });

  it('is revoked once, however often it is reported', async () => {
    const issued = await service.issue(owner.headers);
    await Promise.all(Array.from({ length: 8 }, () => report([issued.token, createToken('live', randomBytes), issued.token])));
    await noneWaits();
    expect((await manage('GET', path(issued, '/events'))).json?.['data']).toHaveLength(2);
  });

  it('is revoked after the answer, also where the process that gave it ended before', async () => {
    const issued = await service.issue(owner.headers);
    const reporting = await startTokens(database);
    await database.transaction(async (query) => {
      await query('SELECT FROM api_token WHERE id = $1 FOR UPDATE', [issued.apiToken.id]);
      expect(await report([issued.token], reporting)).toMatchObject({ status: 202 });
      await Promise.all([reporting.stop(), service.stop()]);
      expect(await waiting()).toHaveLength(1);
    });
    expect(await statusOf(issued)).toBe('enabled');
    service = await startTokens(database);
    await noneWaits();
    expect(await statusOf(issued)).toBe('revoked');
  }, 30_000);

  it('keeps no other one waiting while it cannot be revoked itself', async () => {
    const [stuck, other] = [await service.issue(owner.headers), await service.issue(owner.headers)];
    await database.transaction(async (query) => {
      await query('SELECT FROM api_token WHERE id = $1 FOR UPDATE', [stuck.apiToken.id]);
      await report([stuck.token, other.token]);
      await eventually(async () => {
        expect(await statusOf(other)).toBe('revoked');
      });
    });
    await noneWaits();
    expect(await statusOf(stuck)).toBe('revoked');
  }, 30_000);
});

describe('the answer to a report', () => {
  it('is the same whatever is reported, and does not wait for what becomes of it', async () => {
    const issued = await service.issue(owner.headers);
    await database.transaction(async (query) => {
      await query('SELECT FROM api_token WHERE id = $1 FOR UPDATE', [issued.apiToken.id]);
      const answers = [await report([issued.token]), await report([createToken('live', randomBytes)]), await report(['pcl_live_no']), await report([''])];
      for (const answer of answers) expect(comparable(answer)).toEqual(comparable(answers[0] as Received));
      expect(answers[0]?.json).toEqual({ received: 1 });
    });
    await noneWaits();
  });

  it('says how many texts were sent, none or a hundred', async () => {
    expect(await report([])).toMatchObject({ status: 202, json: { received: 0 } });
    expect(await report(Array.from({ length: 100 }, () => 'x'))).toMatchObject({ status: 202, json: { received: 100 } });
  });

  it.each<[string, unknown, string[]]>([
    ['a hundred and one', Array.from({ length: 101 }, () => 'x'), ['/tokens']],
    ['what is no text', ['x', 1, null, ['x']], ['/tokens/1', '/tokens/2', '/tokens/3']],
    ['one text', 'x', ['/tokens']],
    ['nothing', undefined, ['/tokens']],
  ])('to %s is 400, and points at it', async (_what, tokens, pointers) => {
    const answer = await report(tokens);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(pointersOf(answer)).toEqual(pointers);
  });

  it('to a form, to too much, to what is nested too deep and to a token in the address is a refusal', async () => {
    const { token } = await service.issue(owner.headers);
    expect(await service.request('POST', '/api/v1/leaked-tokens', { form: `tokens=${token}` })).toMatchObject({ status: 415 });
    expect(await report([`${token}${'x'.repeat(1_000_000)}`])).toMatchObject({ status: 413 });
    const deep: unknown = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`);
    expect(await report(deep)).toMatchObject({ status: 400 });
    expect(await service.request('POST', `/api/v1/leaked-tokens?tokens=${token}`, { body: { tokens: [] } })).toMatchObject({ status: 400 });
    expect(await service.request('POST', '/api/v1/leaked-tokens', { body: { tokens: [], [token]: 1 } })).toMatchObject({ status: 400 });
    expect(service.log()).not.toContain(token.slice(12));
  });

  it('is 503 where too many reports wait, and nothing was kept', async () => {
    const issued = await service.issue(owner.headers);
    await database.transaction(async (query) => {
      // Whoever looks reported secrets up waits meanwhile, and forgets none.
      await query('LOCK TABLE api_token_secret IN ACCESS EXCLUSIVE MODE');
      await database.query(`INSERT INTO leaked_secret (hash, request_id) SELECT sha256(number::text::bytea), 'req_1' FROM generate_series(1, 100000) AS number`);
      const answer = await report([issued.token]);
      expect(answer).toMatchObject({ status: 503, json: { code: 'too_many_reports' } });
      expect(answer.headers.get('retry-after')).toBe('5');
    });
    await database.query('TRUNCATE leaked_secret');
    expect(await statusOf(issued)).toBe('enabled');
  }, 30_000);
});

describe('what is kept of a report', () => {
  it('is the hash of what is spelled as a token, and nothing that could be used', async () => {
    const { token } = await service.issue(owner.headers);
    await database.transaction(async (query) => {
      await query('LOCK TABLE api_token_secret IN ACCESS EXCLUSIVE MODE');
      await report([token, `${token}x`, 'a secret of somebody else'], service, { 'user-agent': 'scanner' });
      const rows = await database.query<{ hash: Buffer }>('SELECT * FROM leaked_secret');
      expect(rows).toEqual([{ hash: hashToken(token), request_id: expect.stringMatching(/^req_/), address: '127.0.0.1', user_agent: 'scanner' }]);
    });
    await noneWaits();
    expect(service.log()).not.toContain(token.slice(12));
  }, 30_000);
});

describe('an address that reports too often', () => {
  it('is told when to come again', async () => {
    const answers = await Promise.all(Array.from({ length: 160 }, () => report(['x'])));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.json).toMatchObject({ code: 'too_many_requests' });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBe(1);
  });
});
