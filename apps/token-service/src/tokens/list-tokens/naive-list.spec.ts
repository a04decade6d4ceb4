import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import fc from 'fast-check';
import type { ApiToken } from '../read-model/api-token.js';
import { EFFECTIVE_STATUSES } from '../read-model/status-conditions.js';
import { type LoggedIn, startTokens, type TokenService } from '../token-service.spec-kit.js';
import { issueSome, NAMES, TIMES } from './some-tokens.spec-kit.js';
import { type Asked, naiveList } from './token-list.spec-kit.js';
import { TOKEN_SORTS } from './token-order.js';

let database: TestDatabase;
let service: TokenService;
let owner: LoggedIn;
let creators: readonly { id: string; email: string }[];
let all: readonly ApiToken[];
beforeAll(async () => {
  database = await createTestDatabase();
  service = await startTokens(database);
  owner = await service.owner();
  creators = await issueSome(service, database, owner);
  await service.issue((await service.owner()).headers, { name: 'Till of another workspace' });
  const rows = await database.query<{ id: string }>('SELECT id FROM api_token WHERE workspace_id = $1', [owner.workspaceId]);
  all = await Promise.all(rows.map(({ id }) => get<ApiToken>(`/${id}`)));
}, 60_000);
afterAll(async () => {
  await service.stop();
  await database.drop();
});

async function get<T>(path: string): Promise<T> {
  const { status, text } = await service.request('GET', `/api/v1/api-keys${path}`, { headers: owner.headers });
  if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
  return JSON.parse(text) as T;
}

function queryOf(asked: Asked, more: Record<string, string> = {}): string {
  const given = Object.entries({ ...asked, ...more }).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given).toString();
}

async function pages(asked: Asked, limit: number): Promise<readonly ApiToken[]> {
  const shown: ApiToken[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = queryOf(asked, { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) });
    const page: { data: ApiToken[]; nextCursor: string | null } = await get(`?${query}`);
    expect(page.data.length).toBeLessThanOrEqual(limit);
    shown.push(...page.data);
    cursor = page.nextCursor;
  }
  return shown;
}

const emailOf = (creator: string): string => creators.find(({ id }) => id === creator)?.email ?? creator;
/** Mostly absent: of ten criteria that all have to hold nothing would be left. */
const perhaps = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 2 });
const part = fc.constantFrom(...NAMES, '%', '_', '\\', 'a', 'É', 'till', 'LL', "'", 'nothing has this');

const asked = (): fc.Arbitrary<Asked> =>
  fc.record({
    status: perhaps(fc.constantFrom(...EFFECTIVE_STATUSES)),
    kind: perhaps(fc.constantFrom('user', 'workspace')),
    creator: perhaps(fc.constantFrom(...creators.flatMap(({ id, email }) => [id, email, email.toUpperCase()]), 'nobody@example.com')),
    scope: perhaps(fc.constantFrom('items:read', 'company:read', 'api_token:manage', 'audit:read')),
    prefix: perhaps(fc.constantFrom('p', 'pcl_live_', 'pcl_test_', 'pclXlive', ...all.slice(0, 5).map(({ prefix }) => prefix.slice(0, 10)))),
    name: perhaps(part),
    unusedSince: perhaps(fc.constantFrom(...TIMES)),
    expiringBefore: perhaps(fc.constantFrom(...TIMES)),
    widerThanIpv4: perhaps(fc.constantFrom('0', '8', '9', '24', '25', '32')),
    widerThanIpv6: perhaps(fc.constantFrom('0', '1', '32', '33', '64', '65', '128')),
    sort: perhaps(fc.constantFrom(...TOKEN_SORTS)),
  });
/** One criterion by itself, or none: what several leave is often nothing. */
const oneAsked = (): fc.Arbitrary<Asked> =>
  fc.tuple(asked(), fc.nat(10)).map(([{ sort, ...criteria }, at]) => {
    const given = Object.entries(criteria).filter(([, value]) => value !== undefined);
    return { ...Object.fromEntries(given.slice(at % (given.length + 1)).slice(0, 1)), sort };
  });

describe('the list of tokens, however it is filtered, sorted and paged,', () => {
  it('is what all tokens, filtered and sorted in memory, are; and the counts are its lengths', async () => {
    const wish = fc.tuple(fc.oneof(asked(), oneAsked()), fc.constantFrom(3, 10, 100));
    let telling = 0;
    await fc.assert(
      fc.asyncProperty(wish, async ([given, limit]) => {
        const expected = naiveList(all, given, emailOf);
        if (expected.length > 0 && expected.length < all.length) telling += 1;
        const shown = await pages(given, limit);
        expect(shown.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        expect(shown).toEqual(expected);
        const criteria: Asked = { ...given, status: undefined, sort: undefined };
        const counted = naiveList(all, criteria, emailOf);
        const byStatus = Object.fromEntries(EFFECTIVE_STATUSES.map((status) => [status, counted.filter((token) => token.status === status).length]));
        expect(await get(`/counts?${queryOf(criteria)}`)).toEqual({ object: 'api_token_counts', total: counted.length, byStatus, isComplete: true });
      }),
      { numRuns: 100 },
    );
    // Runs in which the filter left all or none would prove little.
    expect(telling).toBeGreaterThan(20);
  }, 120_000);

  it('has every status among what it was tried with, and tokens of one and the same time', () => {
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(EFFECTIVE_STATUSES));
    expect(new Set(all.map(({ createdAt }) => createdAt)).size).toBeLessThan(all.length / 2);
  });
});
