import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { append } from '@portcullis/event-store';
import { eventually } from '@portcullis/testing';
import { DataSource } from 'typeorm';
import { chainEndOf } from '../chain-end.spec-kit.js';
import { dataSourceOptions } from '../../database/data-source-options.js';
import type { LoggedIn } from '../../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';
import type { ShownEvent } from '../../tokens/token-history/shown-event.js';
import { forget } from './forget.js';
import { parseSubject } from './subject.js';

const { database, service, owner } = await tokensOfSuite();
let dataSource: DataSource;
beforeAll(async () => {
  dataSource = await new DataSource(dataSourceOptions(database.connectionString, () => undefined)).initialize();
});
afterAll(() => dataSource.destroy());

const asked = (text: string) => {
  const subject = parseSubject(text);
  if (!subject) throw new Error(`${text} is no subject`);
  return subject;
};

/** A person of the owner's workspace with a token of theirs, which was used and revoked, everything from one address. */
async function livedThrough(address: string): Promise<{ readonly person: LoggedIn; readonly tokenId: string }> {
  const person = await service.member(owner, 'admin');
  const { apiToken } = await service.issue({ ...person.headers, 'user-agent': 'till/7' });
  const tokenId = apiToken.id;
  const use = { stream: `usage/${tokenId}`, expectedVersion: 0, type: 'TokenUsed', schemaVersion: 1, workspaceId: owner.workspaceId, data: { tokenId, accepted: 3, lastUsedAt: '2026-11-23T05:00:00.000Z' } };
  await database.transaction((query) => append(query, [use], { actor: { type: 'token', id: tokenId }, requestId: 'req_1', origin: { address } }));
  await database.query('INSERT INTO token_usage (token_id, last_address) VALUES ($1, $2)', [tokenId, address]);
  await database.query(
    `INSERT INTO usage_cell (token_id, minute, outcome, route, address, calls)
     SELECT $1, '2026-11-23T05:00Z', 0, 0, told.address, told.calls FROM (VALUES ($2, 2), ('198.51.100.1', 1), ('', 4)) AS told (address, calls)`,
    [tokenId, address],
  );
  await database.query(
    `INSERT INTO usage_exposure (token_id, position, boot, complete, calls, first_at, last_at, groups)
     VALUES ($1, 1, 'b', true, 2, now(), now(), jsonb_build_array(jsonb_build_object('address', $2::text, 'calls', 1), jsonb_build_object('address', '198.51.100.1', 'calls', 1)))`,
    [tokenId, address],
  );
  await database.query('UPDATE session SET address = $2::inet WHERE user_id = $1', [person.id, address]);
  await database.query('UPDATE event_origin SET address = $2 WHERE position IN (SELECT position FROM event WHERE event_actor(bytes) = $1)', [person.id, address]);
  return { person, tokenId };
}

/** Everything in the database, as text, but the events themselves, which are hashed. */
async function everythingKept(): Promise<string> {
  const tables = await database.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('app_user', 'workspace')`);
  const texts = await Promise.all(tables.map(async ({ name }) => JSON.stringify(await database.query(`SELECT kept::text FROM ${name} AS kept`))));
  return texts.join('\n');
}

const events = async (query: string): Promise<readonly ShownEvent[]> =>
  (await service.request('GET', `/api/v1/events?${query}`, { headers: owner.headers })).json?.['data'] as readonly ShownEvent[];

async function expectVerifies(): Promise<void> {
  const rows = await database.query<{ bytes: Buffer }>('SELECT bytes FROM event WHERE workspace_id = $1 ORDER BY workspace_sequence', [owner.workspaceId]);
  expect(chainEndOf(rows.map(({ bytes }) => bytes))?.sequence).toBe(rows.length);
}

describe('to forget', () => {
  it.each(['id', 'email'] as const)('a person by %s leaves nothing of their addresses and user agents, nor of their tokens’', async (by) => {
    const { person, tokenId } = await livedThrough('203.0.113.7');
    const bystander = await livedThrough('198.51.100.77');
    const [report] = (await forget(dataSource, asked(by === 'id' ? person.id : person.email.toUpperCase()))) ?? [];
    expect(report).toEqual({ workspaceId: owner.workspaceId, events: 2, sessions: 1, uses: 4 });
    expect(await everythingKept()).not.toContain('203.0.113.7');
    for (const event of [...(await events(`actor=${person.id}`)), ...(await events(`actor=${tokenId}`))]) {
      expect(event.origin).toEqual({ address: null, userAgent: null, isForgotten: true });
    }
    expect((await events(`actor=${bystander.person.id}`))[0]?.origin).toMatchObject({ address: '198.51.100.77', userAgent: 'till/7', isForgotten: false });
    await forget(dataSource, asked(bystander.person.id));
    await expectVerifies();
  });

  it('keeps the counts of use, without their addresses', async () => {
    const { tokenId } = await livedThrough('203.0.113.8');
    await forget(dataSource, asked(tokenId));
    expect(await database.query('SELECT address, calls FROM usage_cell WHERE token_id = $1', [tokenId])).toEqual([{ address: '', calls: '7' }]);
    expect(await database.query('SELECT groups FROM usage_exposure WHERE token_id = $1', [tokenId])).toEqual([{ groups: [{ address: null, calls: 1 }, { address: null, calls: 1 }] }]);
  });

  it('an address leaves nothing of it, and everything of others', async () => {
    const { tokenId, person } = await livedThrough('2001:db8::7');
    expect(await forget(dataSource, asked('2001:0DB8:0:0::7'))).toEqual([{ workspaceId: owner.workspaceId, events: 2, sessions: 1, uses: 3 }]);
    expect(await everythingKept()).not.toContain('2001:db8::7');
    expect(await database.query('SELECT address, calls FROM usage_cell WHERE token_id = $1 ORDER BY address', [tokenId])).toEqual([{ address: '', calls: '6' }, { address: '198.51.100.1', calls: '1' }]);
    expect(await forget(dataSource, asked('2001:db8::7'))).toEqual([]);
    await forget(dataSource, asked(person.id));
    await expectVerifies();
  });

  it('is in the history itself: of what kind of subject, how many rows, and not of whom', async () => {
    const { person, tokenId } = await livedThrough('203.0.113.9');
    await forget(dataSource, asked(person.email));
    const [event] = await events('type=OriginsForgotten&limit=1');
    expect(event).toMatchObject({ actor: { type: 'system', id: 'command-line' }, data: { subjectKind: 'user', events: 2, sessions: 1, uses: 4 }, origin: { address: null, userAgent: null, isForgotten: false } });
    for (const personal of [person.id, person.email, tokenId, '203.0.113.9']) expect(JSON.stringify(event)).not.toContain(personal);
  });

  it('leaves nothing of a use that was just being recorded', async () => {
    for (const by of ['id', 'address'] as const) {
      const address = by === 'id' ? '203.0.113.31' : '203.0.113.32';
      const { person, tokenId } = await livedThrough(address);
      let forgetting: Promise<unknown> | undefined;
      // As whoever records uses: holds the token's row, and appends what it read there.
      await database.transaction(async (query) => {
        await query('SELECT last_address FROM token_usage WHERE token_id = $1 FOR NO KEY UPDATE', [tokenId]);
        forgetting = forget(dataSource, asked(by === 'id' ? person.id : address));
        await eventually(async () => (await database.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length > 0);
        const use = { stream: `usage/${tokenId}`, expectedVersion: 1, type: 'TokenUsed', schemaVersion: 1, workspaceId: owner.workspaceId, data: { tokenId, accepted: 1, lastUsedAt: '2026-11-23T05:00:00.000Z' } };
        await append(query, [use], { actor: { type: 'token', id: tokenId }, requestId: 'req_1', origin: { address } });
      });
      await forgetting;
      expect(await everythingKept()).not.toContain(address);
    }
  });

  it('waits for a row that another holds for longer than a lock is waited for', async () => {
    const { person, tokenId } = await livedThrough('203.0.113.33');
    let forgetting: Promise<unknown> | undefined;
    await database.transaction(async (query) => {
      await query('SELECT last_address FROM token_usage WHERE token_id = $1 FOR NO KEY UPDATE', [tokenId]);
      const [begun] = await query<{ at: number }>('SELECT extract(epoch FROM clock_timestamp())::float8 AS at');
      forgetting = forget(dataSource, asked(person.id));
      await eventually(async () => (await query(`SELECT 1 WHERE extract(epoch FROM clock_timestamp()) > $1::float8 + 3`, [begun?.at])).length > 0);
    });
    await forgetting;
    expect(await everythingKept()).not.toContain('203.0.113.33');
  });

  it('finds its way through more detail than one statement takes', async () => {
    const { tokenId } = await livedThrough('203.0.113.34');
    await database.query(
      `INSERT INTO usage_cell (token_id, minute, outcome, route, address, calls)
       SELECT $1, '2026-11-01T00:00Z'::timestamptz + made * interval '1 minute', made % 2, 0, told.address, 1
       FROM generate_series(1, 12000) AS made, (VALUES ('203.0.113.34'), ('198.51.100.1')) AS told (address)`,
      [tokenId],
    );
    const sum = () => database.query('SELECT sum(calls)::int AS calls FROM usage_cell WHERE token_id = $1', [tokenId]);
    const before = await sum();
    const [report] = (await forget(dataSource, asked('203.0.113.34'))) ?? [];
    expect(report?.uses).toBe(12_003);
    expect(await everythingKept()).not.toContain('203.0.113.34');
    const [again] = (await forget(dataSource, asked(tokenId))) ?? [];
    expect(again?.uses).toBe(12_002);
    expect(await database.query(`SELECT 1 FROM usage_cell WHERE token_id = $1 AND address <> ''`, [tokenId])).toEqual([]);
    expect(await sum()).toEqual(before);
  });

  it('stands in the history also where it was stopped halfway', async () => {
    const { person } = await livedThrough('203.0.113.35');
    await database.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'stopped'; END $$`);
    await database.query('CREATE TRIGGER refused BEFORE DELETE ON event_origin EXECUTE FUNCTION refuse()');
    await expect(forget(dataSource, asked(person.id))).rejects.toThrow('stopped');
    await expect(forget(dataSource, asked('203.0.113.35'))).rejects.toThrow('stopped');
    await database.query('DROP TRIGGER refused ON event_origin');
    const [newest, before] = await events('limit=2');
    expect([before, newest]).toMatchObject([{ type: 'ForgettingBegun', data: { subjectKind: 'user' } }, { type: 'ForgettingBegun', data: { subjectKind: 'address' } }]);
    await forget(dataSource, asked(person.id));
    expect(await everythingKept()).not.toContain('203.0.113.35');
  });

  it('nobody changes nothing', async () => {
    expect(await forget(dataSource, asked('nobody@example.com'))).toBeUndefined();
    expect(await forget(dataSource, asked('tok_0000000000000000000000'))).toBeUndefined();
  });

  it.each(['', 'somebody', '10.0.0.0/8', 'tok_1', '300.1.1.1'])('“%s” is no subject', (text) => {
    expect(parseSubject(text)).toBeUndefined();
  });
});
