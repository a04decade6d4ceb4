import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Scope } from '@portcullis/scopes';
import { grantOf, type Grantor } from '../identity/accounts/grant.js';
import { cookieOf, logIn, whoAmI } from '../identity/http-client.spec-kit.js';
import { ReplicaContent } from '../tokens/replica-content.spec-kit.js';
import type { IssuedAnswer, LoggedIn } from '../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens/tokens-of-suite.spec-kit.js';
import { PeopleClient } from './people.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();
const people = new PeopleClient(service);
beforeAll(async () => {
  await service.confirm(owner);
});

const SCOPES: readonly (readonly Scope[])[] = [['items:read'], ['items:read', 'items:delete'], ['audit:read', 'items:create'], ['api_token:manage']];
const CHANGES = [
  ['PATCH', '', { role: 'admin', grantableScopes: null }],
  ['PATCH', '', { role: 'member' }],
  ['PATCH', '', { role: 'auditor' }],
  ['PATCH', '', { grantableScopes: ['items:read'] }],
  ['POST', '/suspend'],
  ['POST', '/resume'],
] as const;

/** mulberry32: the same numbers in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

interface Held extends Grantor {
  readonly id: string;
  readonly status: string;
  readonly scopes: readonly Scope[];
}

/** Tokens that are open and are not their user's to have. */
async function beyond(): Promise<readonly string[]> {
  const held = await database.query<Held>(
    `SELECT token.id, token.scopes, person.status, person.role, person.grantable_scopes AS "grantableScopes"
     FROM api_token AS token JOIN app_user AS person ON person.id = token.created_by WHERE token.kind = 'user' AND token.status = 'enabled'`,
  );
  return held.filter(({ status, scopes, ...grantor }) => status !== 'active' || scopes.some((scope) => !grantOf(grantor).includes(scope))).map(({ id }) => id);
}

/** People are changed while they, and others, issue their tokens, enable them and widen them. */
async function change(person: LoggedIn, tokens: IssuedAnswer[], pick: (below: number) => number): Promise<void> {
  const scopes = SCOPES[pick(SCOPES.length)] ?? [];
  const issued = service.request('POST', '/api/v1/api-keys', { headers: person.headers, body: { name: 'One', scopes } });
  const token = tokens[pick(Math.max(1, tokens.length))]?.apiToken.id;
  const asOwner = (method: string, below: string, body?: object) => service.request(method, `/api/v1/api-keys/${token ?? 'none'}${below}`, { headers: owner.headers, ...(body && { body }) });
  const [method, below, body] = CHANGES[pick(CHANGES.length)] ?? CHANGES[0];
  const [answer, ...others] = await Promise.all([
    issued,
    asOwner('POST', '/enable'),
    asOwner('PATCH', '', { scopes: SCOPES[pick(SCOPES.length)] }),
    people.ask(owner, method, `/${person.id}${below}`, body),
  ]);
  for (const { status } of others) expect(status).not.toBe(500);
  if (answer.status === 201) tokens.push(JSON.parse(answer.text) as IssuedAnswer);
}

/** An admin again, logged in, with the tokens as they are. */
async function restored(person: LoggedIn): Promise<LoggedIn> {
  await people.ask(owner, 'PATCH', `/${person.id}`, { role: 'admin', grantableScopes: null });
  await people.ask(owner, 'POST', `/${person.id}/resume`);
  if ((await whoAmI(service.url, person.headers)).status === 200) return person;
  return { ...person, headers: { cookie: cookieOf(await logIn(service.url, person.email, person.password)) } };
}

describe('whatever happens to people and tokens at the same time', () => {
  it.each([1, 2, 3])('no user token is open that its user may not have, here or in a replica (seed %i)', async (seed) => {
    const pick = numbers(seed);
    const replica = new ReplicaContent(database);
    const tokens: IssuedAnswer[] = [];
    let person = await service.member(owner, 'admin');
    for (let round = 0; round < 25; round += 1) {
      await change(person, tokens, pick);
      expect(await beyond()).toEqual([]);
      person = await restored(person);
    }
    await people.ask(owner, 'POST', `/${person.id}/suspend`);
    await replica.catchUp();
    expect(tokens.length).toBeGreaterThan(10);
    expect(tokens.map(({ token }) => replica.outcome(token, []))).toEqual(tokens.map(() => 'invalid'));
  });
});
