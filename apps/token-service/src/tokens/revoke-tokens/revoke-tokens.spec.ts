import { beforeEach, describe, expect, it } from '@jest/globals';
import { head, readAll } from '@portcullis/event-store';
import { eventually } from '@portcullis/testing';
import { newMember } from '../../identity/people.spec-kit.js';
import { bearer, type IssuedAnswer, type LoggedIn, pointersOf } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';
import { issueMany } from './many-tokens.spec-kit.js';

const { database, service } = await tokensOfSuite();
let owner: LoggedIn;
beforeEach(async () => {
  owner = await service.owner();
  await service.confirm(owner);
});

const revoke = (body: unknown, headers: Record<string, string> = owner.headers) =>
  service.request('POST', '/api/v1/api-keys/revoke', { headers, body });
const issue = (body: object = {}): Promise<IssuedAnswer> => service.issue(owner.headers, body);
const idOf = ({ apiToken }: IssuedAnswer): string => apiToken.id;

async function statuses(): Promise<Record<string, string>> {
  const rows = await database.query<{ id: string; status: string }>('SELECT id, status FROM api_token WHERE workspace_id = $1', [owner.workspaceId]);
  return Object.fromEntries(rows.map(({ id, status }) => [id, status]));
}

async function eventsAfter(position: number) {
  return readAll(database.query, position, 10_000);
}

describe('revoking tokens by their ids', () => {
  it('revokes each once, in one transaction, and answers with one receipt, of the last', async () => {
    const ids = [await issue(), await issue(), await issue()].map(idOf);
    const { position } = await head(database.query);
    const answer = await revoke({ ids: [...ids, ...ids], reason: 'laptop stolen' });
    expect(answer).toMatchObject({
      status: 200,
      json: { dryRun: false, revoked: 3, alreadyRevoked: 0, remaining: 0, notFound: [], receipt: { position: position + 3, confirmed: true } },
    });
    const events = await eventsAfter(position);
    expect(events.map(({ stream }) => stream)).toEqual(ids.toSorted().map((id) => `token/${id}`));
    for (const event of events) expect(event).toMatchObject({ type: 'TokenRevoked', version: 2, data: { reason: 'laptop stolen' }, actor: { id: owner.id } });
    expect(new Set(events.map(({ time }) => time)).size).toBe(1);
    expect(await database.query(`SELECT FROM event_message WHERE position > $1`, [position])).toHaveLength(3);
  });

  it('tells which ids are none of this workspace’s, and revokes the others', async () => {
    const stranger = await service.owner();
    const { apiToken: theirs } = await service.issue(stranger.headers);
    const [mine] = [await issue()].map(idOf);
    const answer = await revoke({ ids: ['tok_0', theirs.id, mine] });
    expect(answer).toMatchObject({ status: 200, json: { revoked: 1, notFound: ['tok_0', theirs.id] } });
    const rows = await database.query('SELECT status FROM api_token WHERE id = $1', [theirs.id]);
    expect(rows).toEqual([{ status: 'enabled' }]);
  });

  it('repeated changes nothing, and answers with the same receipt', async () => {
    const ids = [await issue(), await issue()].map(idOf);
    const first = await revoke({ ids, reason: 'first' });
    const { position } = await head(database.query);
    const second = await revoke({ ids, reason: 'second' });
    expect(second).toMatchObject({ status: 200, json: { revoked: 0, alreadyRevoked: 2, remaining: 0, receipt: first.json?.['receipt'] } });
    expect((await head(database.query)).position).toBe(position);
  });

  it('has no receipt where none of them is a token', async () => {
    expect(await revoke({ ids: ['tok_0'] })).toMatchObject({ status: 200, json: { revoked: 0, notFound: ['tok_0'], receipt: null } });
  });

  it('says 202 and where to ask again until all of it is confirmed, and does not wait where the client prefers not to', async () => {
    const ids = [await issue(), await issue()].map(idOf);
    service.receipts.appliedPosition = 0;
    const waited = service.receipts.waitedFor.length;
    const answer = await revoke({ ids }, { ...owner.headers, prefer: 'respond-async' });
    expect(answer).toMatchObject({ status: 202, json: { revoked: 2, receipt: { confirmed: false } } });
    expect(answer.headers.get('location')).toBe((answer.json?.['receipt'] as { href: string }).href);
    expect(answer.headers.get('preference-applied')).toBe('respond-async');
    expect(service.receipts.waitedFor).toHaveLength(waited);
    service.receipts.appliedPosition = Number.MAX_SAFE_INTEGER;
    expect(await revoke({ ids })).toMatchObject({ status: 200, json: { alreadyRevoked: 2, receipt: { confirmed: true } } });
  });

  it('waits for nobody’s single revocation for ever: where a row is not to be had in time it changes nothing', async () => {
    const ids = [await issue(), await issue()].map(idOf);
    await database.transaction(async (query) => {
      await query('SELECT FROM api_token WHERE id = $1 FOR UPDATE', [ids[0]]);
      expect(await revoke({ ids })).toMatchObject({ status: 503, json: { code: 'busy' } });
    });
    expect(await revoke({ ids })).toMatchObject({ status: 200, json: { revoked: 2 } });
  });

  it('and single revocations at the same time revoke each token exactly once', async () => {
    const ids = (await issueMany(database, owner, 60)).toSorted();
    const { position } = await head(database.query);
    const single = ids.filter((_id, at) => at % 3 === 0).map((id) => service.request('DELETE', `/api/v1/api-keys/${id}`, { headers: owner.headers }));
    const answers = await Promise.all([revoke({ ids }), revoke({ ids: ids.toReversed() }), ...single]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await eventsAfter(position)).map(({ stream }) => stream).toSorted()).toEqual(ids.map((id) => `token/${id}`));
    const [one, other] = answers.map(({ json }) => json as { revoked: number; alreadyRevoked: number });
    for (const counted of [one, other]) expect((counted?.revoked ?? 0) + (counted?.alreadyRevoked ?? 0)).toBe(ids.length);
  });
});

describe('revoking tokens by a filter', () => {
  it('only counts in a dry run', async () => {
    await issue();
    await revoke({ ids: [idOf(await issue())] });
    const { position } = await head(database.query);
    expect(await revoke({ filter: { scope: 'items:read' }, dryRun: true })).toMatchObject({
      status: 200,
      json: { dryRun: true, revoked: 0, alreadyRevoked: 1, remaining: 1, notFound: [], receipt: null },
    });
    expect((await head(database.query)).position).toBe(position);
  });

  it.each<[string, (member: { email: string; id: string }) => string]>([
    ['email, in any case', ({ email }) => email.toUpperCase()],
    ['id', ({ id }) => id],
  ])('takes the creator by %s', async (_what, creatorOf) => {
    const member = await newMember(database, owner, 'admin');
    const [mine, theirs] = [await issue(), await issue()];
    await database.query('UPDATE api_token SET created_by = $1 WHERE id = $2', [member.id, idOf(theirs)]);
    expect(await revoke({ filter: { creator: creatorOf(member) } })).toMatchObject({ status: 200, json: { revoked: 1 } });
    expect(await statuses()).toEqual({ [idOf(mine)]: 'enabled', [idOf(theirs)]: 'revoked' });
  });

  it.each<[string, boolean, (stranger: { email: string; id: string }) => string]>([
    ['a mistyped email', false, () => 'nobody@example.com'],
    ['a mistyped email, in a dry run', true, () => 'nobody@example.com'],
    ['the email of another workspace’s user', false, ({ email }) => email],
    ['the id of another workspace’s user', false, ({ id }) => id],
  ])('refuses %s as creator: it is no success that revoked nothing', async (_what, dryRun, creatorOf) => {
    await issue();
    const answer = await revoke({ filter: { creator: creatorOf(await service.owner()) }, dryRun });
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed', errors: [{ pointer: '/filter/creator', message: expect.stringContaining('nobody of this workspace') }] } });
    expect(Object.values(await statuses())).toEqual(['enabled']);
  });

  it('takes what is left of a secret: its first characters, also of one in its grace period', async () => {
    const [leaked, rotated, other] = [await issue(), await issue(), await issue()];
    // Drawn at random, all three may begin alike.
    await database.query(`UPDATE api_token_secret SET prefix = CASE token_id WHEN $1 THEN 'pcl_live_Zz0' ELSE 'pcl_live_AAA' END`, [leaked.apiToken.id]);
    await database.query(`INSERT INTO api_token_secret (hash, token_id, prefix) VALUES (sha256('old'), $1, 'pcl_live_Zz0')`, [rotated.apiToken.id]);
    expect(await revoke({ filter: { prefix: 'pcl_live_Zz' } })).toMatchObject({ status: 200, json: { revoked: 2 } });
    expect((await statuses())[other.apiToken.id]).toBe('enabled');
  });

  it('takes a scope, and every criterion narrows it', async () => {
    const both = await issue({ scopes: ['items:read', 'items:create'] });
    const one = await issue();
    await issue({ scopes: ['items:create'] });
    const idle = await newMember(database, owner, 'admin');
    expect(await revoke({ filter: { scope: 'items:create', creator: idle.email } })).toMatchObject({ status: 200, json: { revoked: 0, receipt: null } });
    expect(await revoke({ filter: { scope: 'items:create', creator: owner.email } })).toMatchObject({ json: { revoked: 2 } });
    expect(await statuses()).toMatchObject({ [idOf(both)]: 'revoked', [idOf(one)]: 'enabled' });
  });

  it('takes how long they were not used: since their last use, or their issue; and never the token that asks', async () => {
    const [used, unused, asking] = [await issue(), await issue(), await issue({ scopes: ['api_token:manage'] })];
    await database.query('INSERT INTO token_usage (token_id, last_used_at) VALUES ($1, $2)', [idOf(used), '2090-01-01T00:00:00Z']);
    expect(await revoke({ filter: { unusedSince: unused.apiToken.createdAt } })).toMatchObject({ json: { revoked: 0 } });
    expect(await revoke({ filter: { unusedSince: '2080-01-01T00:00:00Z' } }, bearer(asking.token))).toMatchObject({ json: { revoked: 1 } });
    expect(await statuses()).toEqual({ [idOf(used)]: 'enabled', [idOf(unused)]: 'revoked', [idOf(asking)]: 'enabled' });
  });

  it('leaves other workspaces’ tokens alone, and those that are issued while it works', async () => {
    const stranger = await service.owner();
    const { apiToken: theirs } = await service.issue(stranger.headers);
    const [held] = [await issue()].map(idOf);
    let revoking: ReturnType<typeof revoke> | undefined;
    let late: string | undefined;
    await database.transaction(async (query) => {
      await query('SELECT FROM api_token WHERE id = $1 FOR UPDATE', [held]);
      revoking = revoke({ filter: { scope: 'items:read' } });
      await eventually(async () => {
        const waiting = await database.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
        expect(waiting).toHaveLength(1);
      });
      late = idOf(await issue());
    });
    expect(await revoking).toMatchObject({ status: 200, json: { revoked: 1 } });
    expect(await statuses()).toEqual({ [held ?? '']: 'revoked', [late ?? '']: 'enabled' });
    expect(await database.query(`SELECT FROM api_token WHERE id = $1 AND status = 'enabled'`, [theirs.id])).toHaveLength(1);
  });

  it('goes on after a failure in the middle: what was committed stands, and the same request does the rest', async () => {
    const ids = await issueMany(database, owner, 1_201);
    const { position } = await head(database.query);
    await database.query(`ALTER TABLE event_message ADD CONSTRAINT broken CHECK (position <= ${position + 700}) NOT VALID`);
    try {
      // Past the comparison with the document, which promises no fault of ours.
      const headers = { ...owner.headers, 'content-type': 'application/json' };
      const body = JSON.stringify({ filter: { creator: owner.email } });
      expect(await fetch(`${service.url}/api/v1/api-keys/revoke`, { method: 'POST', headers, body })).toMatchObject({ status: 500 });
    } finally {
      await database.query('ALTER TABLE event_message DROP CONSTRAINT broken');
    }
    expect(Object.values(await statuses()).filter((status) => status === 'revoked')).toHaveLength(500);
    expect((await head(database.query)).position).toBe(position + 500);
    const answer = await revoke({ filter: { creator: owner.email } });
    expect(answer).toMatchObject({ status: 200, json: { revoked: 701, alreadyRevoked: 500, remaining: 0, receipt: { position: position + 1_201 } } });
    expect((await eventsAfter(position)).map(({ stream }) => stream).toSorted()).toEqual(ids.toSorted().map((id) => `token/${id}`));
    expect(await revoke({ filter: { creator: owner.email } })).toMatchObject({
      status: 200,
      json: { revoked: 0, alreadyRevoked: 1_201, receipt: { position: position + 1_201 } },
    });
  }, 60_000);
});

describe('a bulk revocation', () => {
  it.each<[string, unknown, string]>([
    ['nothing', {}, ''],
    ['both ids and a filter', { ids: ['tok_0'], filter: { scope: 'items:read' } }, ''],
    ['no id', { ids: [] }, '/ids'],
    ['over 500 ids', { ids: Array.from({ length: 501 }, (_, at) => `tok_${at}`) }, '/ids'],
    ['an id that is none', { ids: ['tok_0', 'pcl_live_abc'] }, '/ids/1'],
    ['an empty filter', { filter: {} }, '/filter'],
    ['an unknown criterion', { filter: { scope: 'items:read', name: 'x' } }, '/filter/name'],
    ['an unknown scope', { filter: { scope: 'items:eat' } }, '/filter/scope'],
    ['a prefix of every token', { filter: { prefix: 'pcl_live_' } }, '/filter/prefix'],
    ['more of a secret than its label', { filter: { prefix: 'pcl_live_abcd' } }, '/filter/prefix'],
    ['a time that is none', { filter: { unusedSince: 'long' } }, '/filter/unusedSince'],
    ['a long reason', { ids: ['tok_0'], reason: 'x'.repeat(501) }, '/reason'],
    ['a dry run as text', { ids: ['tok_0'], dryRun: 'yes' }, '/dryRun'],
    ['an unknown field', { ids: ['tok_0'], force: true }, '/force'],
  ])('of %s is refused', async (_what, body, pointer) => {
    await issue();
    const answer = await revoke(body);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(pointersOf(answer)).toEqual([pointer]);
    expect(Object.values(await statuses())).toEqual(['enabled']);
  });

  it('needs api_token:manage', async () => {
    const { token, apiToken } = await issue();
    expect(await revoke({ ids: [apiToken.id] }, bearer(token))).toMatchObject({ status: 403, json: { code: 'insufficient_scope' } });
    expect(await revoke({ ids: [apiToken.id] }, {})).toMatchObject({ status: 401 });
  });
});
