import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@portcullis/testing';
import { parseEnvelope } from './envelope.js';
import { commit, context, openStore, tokenEvent } from './event-store.spec-kit.js';
import { hashWithSalt } from './salted-hash.js';

interface Stored {
  readonly bytes: Buffer;
  readonly hash: Buffer;
}

let store: TestDatabase;
beforeAll(async () => {
  store = await openStore();
  const origin = { address: '192.0.2.7', userAgent: 'curl/8' };
  for (let version = 0; version < 3; version += 1) {
    await commit(store, [tokenEvent('tok_a', version, 'wsp_1'), tokenEvent('tok_b', version, 'wsp_2')], { ...context, origin });
  }
});
afterAll(() => store.drop());

function stored(): Promise<Stored[]> {
  return store.query<Stored>('SELECT bytes, hash FROM event ORDER BY position');
}

describe('the envelope', () => {
  it('is stored as the exact bytes that are hashed', async () => {
    for (const { bytes, hash } of await stored()) expect(createHash('sha256').update(bytes).digest()).toEqual(hash);
  });

  it('has each member once, in one order, from the first migration on', async () => {
    const [first] = await stored();
    const text = first?.bytes.toString('utf8') ?? '';
    const members = [
      'position', 'time', 'workspaceSequence', 'previousHash', 'stream', 'version', 'type', 'schemaVersion', 'workspaceId',
      'actor', 'requestId', 'salt', 'addressHash', 'userAgentHash', 'data',
    ];
    expect(Object.keys(JSON.parse(text) as object)).toEqual(members);
    // A doubled member, which a parser hides, would not come back.
    expect(JSON.stringify(JSON.parse(text))).toBe(text);
  });

  it('says what the columns beside it say', async () => {
    const rows = await store.query<Record<string, unknown> & Stored>(
      'SELECT stream, version::int, position::int, type, time, workspace_id, workspace_sequence::int, bytes FROM event ORDER BY position',
    );
    for (const row of rows) {
      const { stream, version, position, type, time, workspaceId, workspaceSequence } = parseEnvelope(row.bytes);
      expect(row).toMatchObject({ stream, version, position, type, time: new Date(time), workspace_id: workspaceId, workspace_sequence: workspaceSequence });
      expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  });

  it('has a salt of its own for each event, and for each value beside it', async () => {
    const envelopes = (await stored()).map(({ bytes }) => parseEnvelope(bytes).salt);
    const beside = await store.query<{ address_salt: Buffer; user_agent_salt: Buffer }>('SELECT address_salt, user_agent_salt FROM event_origin');
    const salts = [...envelopes, ...beside.flatMap((row) => [row.address_salt.toString('hex'), row.user_agent_salt.toString('hex')])];
    expect(new Set(salts).size).toBe(6 * 3);
    for (const salt of salts) expect(salt).toMatch(/^[0-9a-f]{32}$/);
  });

  it('holds no address and no user agent, only their salted hashes', async () => {
    const beside = await store.query<{ address: string; address_salt: Buffer; user_agent: string; user_agent_salt: Buffer }>('SELECT * FROM event_origin ORDER BY position');
    for (const [at, { bytes }] of (await stored()).entries()) {
      const row = beside[at];
      if (!row) throw new Error('an event has no row beside it');
      expect(bytes.toString('utf8')).not.toMatch(/192\.0\.2\.7|curl/);
      expect(parseEnvelope(bytes)).toMatchObject({
        addressHash: hashWithSalt(row.address_salt.toString('hex'), row.address),
        userAgentHash: hashWithSalt(row.user_agent_salt.toString('hex'), row.user_agent),
      });
    }
  });

  it('has nulls, and no row beside it, where the origin is not known', async () => {
    await commit(store, [tokenEvent('tok_system', 0)], { actor: { type: 'system', id: 'relay' }, requestId: 'req_2' });
    const [event] = await store.query<Stored>(`SELECT bytes FROM event WHERE stream = 'tok_system'`);
    expect(parseEnvelope(event?.bytes ?? Buffer.of())).toMatchObject({ addressHash: null, userAgentHash: null });
    expect(await store.query('SELECT 1 FROM event_origin')).toHaveLength(6);
  });

  it('has an event’s own actor and origin, where it has some, and else the call’s', async () => {
    const used = { ...tokenEvent('usage/tok_a', 0), actor: { type: 'token', id: 'tok_a' }, origin: { address: '198.51.100.1' } } as const;
    await commit(store, [used, tokenEvent('usage/tok_b', 0)], { ...context, origin: { address: '192.0.2.8', userAgent: 'curl/8' } });
    const rows = await store.query<Record<string, unknown> & Stored>(
      `SELECT bytes, address, user_agent FROM event JOIN event_origin USING (position) WHERE stream LIKE 'usage/%' ORDER BY position`,
    );
    expect(rows).toMatchObject([{ address: '198.51.100.1', user_agent: null }, { address: '192.0.2.8', user_agent: 'curl/8' }]);
    const envelopes = rows.map(({ bytes }) => parseEnvelope(bytes));
    expect(envelopes).toMatchObject([{ actor: used.actor, userAgentHash: null }, { actor: context.actor }]);
  });

  it.each(['UPDATE event SET type = type', 'DELETE FROM event', 'TRUNCATE event'])('is never changed or deleted: %s', async (statement) => {
    await expect(store.query(statement)).rejects.toThrow('an event is never changed or deleted');
  });
});
