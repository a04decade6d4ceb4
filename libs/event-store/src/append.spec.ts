import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@portcullis/testing';
import fc from 'fast-check';
import { Client } from 'pg';
import { append, type RowChange } from './append.js';
import { EVENT_CHANNEL } from './event-channel.js';
import { commit, context, openSession, openStore, tokenEvent, unpublished } from './event-store.spec-kit.js';
import { head, readAll, readStream, readStreams } from './read.js';
import { UnstorableText } from './storable-text.js';

let store: TestDatabase;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.drop());

describe('append', () => {
  it('answers the positions and the time that the events then have', async () => {
    const before = await head(store.query);
    const events = [tokenEvent('tok_1', 0), tokenEvent('tok_2', 0), tokenEvent('tok_1', 1)];
    const outcome = await commit(store, events);
    const recorded = await readAll(store.query, before.position, 10);
    expect(outcome).toEqual({ outcome: 'appended', firstPosition: before.position + 1, lastPosition: before.position + 3, time: recorded[0]?.time });
    expect(recorded).toMatchObject([
      { position: before.position + 1, stream: 'tok_1', version: 1, time: recorded[0]?.time },
      { position: before.position + 2, stream: 'tok_2', version: 1, time: recorded[0]?.time },
      { position: before.position + 3, stream: 'tok_1', version: 2, time: recorded[0]?.time },
    ]);
    expect(await head(store.query)).toEqual({ ...before, position: before.position + 3, time: recorded[0]?.time });
  });

  it.each([
    ['a stream that is further', 0, 1],
    ['a stream that is not so far', 2, 1],
    ['a stream that is not there', 1, 0],
  ])('answers a conflict for %s, and appends nothing', async (_case, expectedVersion, actualVersion) => {
    const stream = `tok_conflict_${expectedVersion}`;
    if (actualVersion > 0) await commit(store, [tokenEvent(stream, 0)]);
    const before = await head(store.query);
    const outcome = await commit(store, [tokenEvent('tok_beside_it', 0), tokenEvent(stream, expectedVersion)]);
    expect(outcome).toEqual({ outcome: 'conflict', stream, expectedVersion, actualVersion });
    expect(await head(store.query)).toEqual(before);
  });

  it('lets exactly one of several writers of a version win, on a new stream and on an old one', async () => {
    for (const version of [0, 1]) {
      const outcomes = await Promise.all([0, 1, 2, 3].map(() => commit(store, [tokenEvent('tok_race', version)])));
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['appended', 'conflict', 'conflict', 'conflict']);
    }
  });

  it('takes 500 events in one call', async () => {
    const many = Array.from({ length: 500 }, (_, at) => tokenEvent('tok_many', at));
    expect(await commit(store, many)).toMatchObject({ outcome: 'appended' });
    expect((await readStream(store.query, 'tok_many', 499)).map(({ version }) => version)).toEqual([499, 500]);
    expect((await readStream(store.query, 'tok_many', 3, 2)).map(({ version }) => version)).toEqual([3, 4]);
  });

  it('is read back for many streams at once, each in version order, and nothing for one that is not there', async () => {
    const together = [tokenEvent('tok_one', 0), tokenEvent('tok_other', 0), tokenEvent('tok_one', 1)];
    await commit(store, together);
    const read = await readStreams(store.query, ['tok_other', 'tok_one', 'tok_absent', 'tok_one']);
    expect(read).toEqual([...(await readStream(store.query, 'tok_one')), ...(await readStream(store.query, 'tok_other'))]);
    expect(await readStreams(store.query, [])).toEqual([]);
  });

  it('refuses 501 events, and none, in this process and in the database', async () => {
    const many = Array.from({ length: 501 }, (_, version) => tokenEvent('tok_too_many', version));
    await expect(commit(store, many)).rejects.toThrow(new RangeError('An append takes 1 to 500 events, not 501'));
    await expect(commit(store, [])).rejects.toThrow(RangeError);
    const elements = Array.from({ length: 501 }, () => 'x');
    await expect(
      store.query('SELECT append_events($1, $2, $1, $1, $1, $1, $1, null, $1, null, $1)', [elements, elements.map(() => 0)]),
    ).rejects.toThrow('append takes 1 to 500 events, not 501');
  });

  it('announces each commit, and nothing that was rolled back', async () => {
    const listener = new Client({ connectionString: store.connectionString });
    await listener.connect();
    await listener.query(`LISTEN ${EVENT_CHANNEL}`);
    let heard = 0;
    const first = new Promise((resolve) => {
      listener.on('notification', () => {
        heard += 1;
        resolve(undefined);
      });
    });
    const rolledBack = store.transaction(async (query) => {
      await append(query, [tokenEvent('tok_rolled_back', 0)], context);
      throw new Error('on purpose');
    });
    await expect(rolledBack).rejects.toThrow('on purpose');
    await commit(store, [tokenEvent('tok_announced', 0)]);
    await first;
    // Notifications come in commit order: an earlier one would have been heard by now.
    expect(heard).toBe(1);
    await listener.end();
  });
});

describe('an append with a change of rows, as a statement of its own', () => {
  const used = (id: string): RowChange => ({ sql: (given) => `UPDATE token SET uses = uses + 1 WHERE id = ${given} RETURNING true`, parameter: id });
  const uses = async (id: string): Promise<unknown> => (await store.query<{ uses: number }>('SELECT uses FROM token WHERE id = $1', [id]))[0]?.uses;
  const addRow = (id: string): Promise<unknown> => store.query('INSERT INTO token (id) VALUES ($1)', [id]);

  it('commits both', async () => {
    await addRow('tok_both');
    const before = await head(store.query);
    expect(await append(store.query, [tokenEvent('tok_both', 0)], context, used('tok_both'))).toMatchObject({ outcome: 'appended', lastPosition: before.position + 1 });
    expect([await uses('tok_both'), (await readStream(store.query, 'tok_both')).length]).toEqual([1, 1]);
  });

  it('commits neither where it conflicts', async () => {
    await addRow('tok_neither');
    const before = await head(store.query);
    expect(await append(store.query, [tokenEvent('tok_neither', 1)], context, used('tok_neither'))).toMatchObject({ outcome: 'conflict', actualVersion: 0 });
    expect([await uses('tok_neither'), await head(store.query)]).toEqual([0, before]);
  });

  it('appends nothing where there is no row to change', async () => {
    const before = await head(store.query);
    expect(await append(store.query, [tokenEvent('tok_no_row', 0)], context, used('tok_no_row'))).toEqual({ outcome: 'conflict', changedRows: 0 });
    expect(await head(store.query)).toEqual(before);
  });

  it('commits neither where other than the expected number of rows would change', async () => {
    await addRow('tok_some_1');
    await addRow('tok_some_2');
    const before = await head(store.query);
    const some: RowChange = { sql: (given) => `UPDATE token SET uses = uses + 1 WHERE id LIKE ${given} RETURNING true`, parameter: 'tok_some_%' };
    await expect(append(store.query, [tokenEvent('tok_some_1', 0)], context, some)).rejects.toThrow('2 rows changed');
    await expect(append(store.query, [tokenEvent('tok_some_1', 0)], context, { ...some, rows: 3 })).rejects.toThrow('2 rows changed');
    expect([await uses('tok_some_1'), await uses('tok_some_2'), await head(store.query)]).toEqual([0, 0, before]);
    expect(await append(store.query, [tokenEvent('tok_some_1', 0)], context, { ...some, rows: 2 })).toMatchObject({ outcome: 'appended' });
  });

  it('lets others append while it waits for a row, and then appends after them', async () => {
    await addRow('tok_waits');
    const holder = await openSession(store);
    await holder.query('BEGIN');
    await holder.query("SELECT FROM token WHERE id = 'tok_waits' FOR UPDATE");
    const waiting = append(store.query, [tokenEvent('tok_waits', 0)], context, used('tok_waits'));
    await eventually(async () => {
      expect(await store.query("SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")).toHaveLength(1);
    }, { timeoutMs: 5_000 });
    const other = await commit(store, [tokenEvent('tok_passes', 0)]);
    await holder.query('COMMIT');
    const [first, second] = [other, await waiting].map((outcome) => (outcome.outcome === 'appended' ? outcome.lastPosition : undefined));
    expect(second).toBe((first ?? 0) + 1);
    await holder.close();
  });
});

describe('text in an event', () => {
  const bad = ['\0', 'a\0b', '\ud800', 'x\udfff', '\ude00\ud83d'];
  const places: readonly [string, (text: string) => Promise<unknown>][] = [
    ['data', (text) => commit(store, [{ ...tokenEvent('tok_text', 0), data: { deep: [{ text }] } }])],
    ['a member’s name', (text) => commit(store, [{ ...tokenEvent('tok_text', 0), data: { [text]: 1 } }])],
    ['the stream', (text) => commit(store, [tokenEvent(text, 0)])],
    ['the message', (text) => commit(store, [{ ...tokenEvent('tok_text', 0), message: { key: 'tok_text', body: { text } } }])],
    ['the message key', (text) => commit(store, [{ ...tokenEvent('tok_text', 0), message: { key: text, body: { a: 1 } } }])],
    ['the actor', (text) => commit(store, [unpublished(tokenEvent('tok_text', 0))], { ...context, actor: { type: 'user', id: text } })],
    ['the user agent', (text) => commit(store, [unpublished(tokenEvent('tok_text', 0))], { ...context, origin: { userAgent: text } })],
  ];

  it.each(places)('is refused before the database is asked where %s holds a NUL or a lone surrogate', async (_place, appended) => {
    const before = await head(store.query);
    for (const text of bad) await expect(appended(text)).rejects.toThrow(UnstorableText);
    expect(await head(store.query)).toEqual(before);
  });

  it('is kept exactly, whatever it looks like', async () => {
    const looksLike = fc.constantFrom(`'; DROP TABLE event; --`, '"},"position":0,{"', '\\u0000', '\\\\u0000', '\\ud800', '{}', 'NULL', '$1', '漢字 🚪', '\u2028');
    const text = fc.oneof(looksLike, fc.string({ unit: 'binary' }).filter((drawn) => !drawn.includes('\0')));
    let next = 0;
    await fc.assert(
      fc.asyncProperty(text, fc.json(), text, async (name, json, who) => {
        next += 1;
        const stream = `tok_${next} ${name}`;
        const event = { ...tokenEvent(stream, 0, `wsp ${name}`), type: `Type ${name}`, data: { [`m${name}`]: name, json } };
        const by = { actor: { type: 'user', id: who }, requestId: who, origin: { address: who, userAgent: name } } as const;
        await commit(store, [event], by);
        const [recorded] = await readStream(store.query, stream);
        expect(recorded).toMatchObject({ stream, version: 1, type: event.type, workspaceId: event.workspaceId, data: event.data, actor: by.actor, requestId: who });
        const [beside] = await store.query('SELECT address, user_agent FROM event_origin WHERE position = $1', [recorded?.position]);
        expect(beside).toEqual({ address: who, user_agent: name });
      }),
      { numRuns: 60 },
    );
  });

  it.each([[{ position: 9, a: 1 }], [{ a: 1, time: 'noon' }], [{}], [['a']]])('of a message may not take the store’s own members (%j)', async (body) => {
    await expect(commit(store, [{ ...tokenEvent('tok_body', 0), message: { key: 'k', body } }])).rejects.toThrow(TypeError);
  });
});
