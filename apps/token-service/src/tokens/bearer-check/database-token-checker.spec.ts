import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { createTestDatabase, ManualClock, type TestDatabase } from '@portcullis/testing';
import { createToken } from '@portcullis/token';
import { DataSource } from 'typeorm';
import type { Configuration } from '../../configuration.js';
import { dataSourceOptions } from '../../database/data-source-options.js';
import { type IssuedAnswer, type LoggedIn, startTokens, type TokenService } from '../token-service.spec-kit.js';
import type { OwnCall, OwnUsage } from '../../usage/own-usage.js';
import { DatabaseTokenChecker } from './database-token-checker.js';

const clock = new ManualClock();
let database: TestDatabase;
let service: TokenService;
let owner: LoggedIn;
let dataSource: DataSource;
let checker: DatabaseTokenChecker;
/** What was counted, in order. */
const counted: string[] = [];
const usage = {
  accepted: (tokenId: string, { address, route }: OwnCall) => counted.push(`${tokenId} from ${address} by ${route}`),
  refused: (tokenId: string, reason: string) => counted.push(`${tokenId} ${reason}`),
} as unknown as OwnUsage;
beforeAll(async () => {
  database = await createTestDatabase();
  service = await startTokens(database);
  owner = await service.owner();
  dataSource = await new DataSource(dataSourceOptions(database.connectionString, () => undefined)).initialize();
  checker = new DatabaseTokenChecker(dataSource.manager, clock, { environment: 'live' } as Configuration, usage);
});
afterAll(async () => {
  await service.stop();
  await dataSource.destroy();
  await database.drop();
});

const request = { address: '203.0.113.7', requiredScopes: ['items:read'] } as const;
const issue = (body?: object): Promise<IssuedAnswer> => service.issue(owner.headers, body);

describe('a bearer of this service', () => {
  it('is who its token says', async () => {
    const { token, apiToken } = await issue({ kind: 'workspace', scopes: ['items:read', 'company:read'] });
    expect(await checker.check(token, request)).toEqual({
      outcome: 'allowed',
      principal: { workspaceId: owner.workspaceId, tokenId: apiToken.id, kind: 'workspace', scopes: ['company:read', 'items:read'], createdBy: owner.id, secretExpiresAt: null, expiresAt: null, allowedIps: [] },
    });
  });

  it('has no power before its beginning and from its end on', async () => {
    const { token } = await issue();
    const set = (notBefore: number, expiresAt: number) =>
      database.query('UPDATE api_token SET not_before = $1, expires_at = $2 WHERE prefix = $3', [new Date(notBefore), new Date(expiresAt), token.slice(0, 12)]);
    const now = clock.wallMs();
    await set(now + 1, now + 1_000);
    expect(await checker.check(token, request)).toEqual({ outcome: 'invalid' });
    await set(now, now + 1);
    expect(await checker.check(token, request)).toMatchObject({ outcome: 'allowed' });
    await set(now - 1, now);
    expect(await checker.check(token, request)).toEqual({ outcome: 'invalid' });
  });

  it('may come only from where its token allows', async () => {
    const { token } = await issue({ allowedIps: ['203.0.113.0/24'] });
    expect(await checker.check(token, request)).toMatchObject({ outcome: 'allowed' });
    expect(await checker.check(token, { ...request, address: '198.51.100.1' })).toEqual({ outcome: 'address_not_allowed' });
  });

  it('needs every scope of the route, and hears of the address first', async () => {
    const { token } = await issue({ allowedIps: ['203.0.113.0/24'] });
    const more = { ...request, requiredScopes: ['items:read', 'items:create'] } as const;
    expect(await checker.check(token, more)).toEqual({ outcome: 'insufficient_scope' });
    expect(await checker.check(token, { ...more, address: '198.51.100.1' })).toEqual({ outcome: 'address_not_allowed' });
  });

  it('of the other environment is nobody here', async () => {
    const { token } = await issue({ environment: 'test' });
    expect(await checker.check(token, request)).toEqual({ outcome: 'invalid' });
  });

  it.each<[string, () => string]>([
    ['an unknown token', () => createToken('live', randomBytes)],
    ['a wrong checksum', () => createToken('live', randomBytes).slice(0, -1) + '!'],
    ['no token at all', () => 'good-bearer'],
  ])('with %s is invalid like any other', async (_what, token) => {
    expect(await checker.check(token(), request)).toEqual({ outcome: 'invalid' });
  });

  it('is not looked up where its text can be no token', async () => {
    const unreachable = new DatabaseTokenChecker(undefined as never, clock, { environment: 'live' } as Configuration, usage);
    expect(await unreachable.check('pcl_live_nonsense', request)).toEqual({ outcome: 'invalid' });
  });

  it('is counted, let in or refused, if it is somebody at all', async () => {
    const { token, apiToken } = await issue({ allowedIps: ['203.0.113.0/24'] });
    counted.length = 0;
    await checker.check(token, { ...request, route: 4 });
    await checker.check(token, { ...request, address: '198.51.100.1' });
    await checker.check(token, { ...request, requiredScopes: ['audit:read'] });
    await checker.check(createToken('live', randomBytes), request);
    await service.request('DELETE', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers });
    await checker.check(token, request);
    expect(counted).toEqual([`${apiToken.id} from 203.0.113.7 by 4`, `${apiToken.id} address`, `${apiToken.id} scope`, `${apiToken.id} revoked`]);
  });

  it('with a rotated secret is let in until that secret’s end', async () => {
    const { token } = await issue();
    const until = (ms: number) => database.query('UPDATE api_token_secret SET valid_until = $1 WHERE prefix = $2', [new Date(ms), token.slice(0, 12)]);
    await until(clock.wallMs() + 1);
    expect(await checker.check(token, request)).toMatchObject({ outcome: 'allowed' });
    await until(clock.wallMs());
    expect(await checker.check(token, request)).toEqual({ outcome: 'invalid' });
  });
});
