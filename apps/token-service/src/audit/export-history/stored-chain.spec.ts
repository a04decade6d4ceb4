import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { append, eventStoreMigrations } from '@portcullis/event-store';
import { CHAIN_START, type ChainEnd } from '@portcullis/history-proof';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import fc from 'fast-check';
import { chainEndOf } from '../chain-end.spec-kit.js';

let store: TestDatabase;
let bytes: Buffer[];
let end: ChainEnd;
beforeAll(async () => {
  store = await createTestDatabase([...eventStoreMigrations]);
  const by = { actor: { type: 'user', id: 'usr_1' }, requestId: 'req_1', origin: { address: '192.0.2.7' } } as const;
  const event = (stream: string, expectedVersion: number, workspaceId: string) => ({ stream, expectedVersion, type: 'TokenUpdated', schemaVersion: 1, workspaceId, data: { text: `of ${stream}` } });
  for (let version = 0; version < 4; version += 1) {
    await store.transaction((query) => append(query, [event('tok_a', version, 'wsp_1'), event('tok_b', version, 'wsp_2'), event('tok_c', version, 'wsp_1')], by));
  }
  bytes = await workspaceBytes('wsp_1');
  const [last] = await store.query<{ sequence: number; hash: string }>(
    `SELECT workspace_sequence::int AS sequence, encode(hash, 'hex') AS hash FROM event WHERE workspace_id = 'wsp_1' ORDER BY position DESC LIMIT 1`,
  );
  end = last ?? CHAIN_START;
});
afterAll(() => store.drop());

async function workspaceBytes(workspaceId: string): Promise<Buffer[]> {
  const rows = await store.query<{ bytes: Buffer }>('SELECT bytes FROM event WHERE workspace_id = $1 ORDER BY position', [workspaceId]);
  return rows.map((row) => row.bytes);
}

describe('a workspace’s chain in the store', () => {
  it('verifies from the stored bytes alone, to the stored end', () => {
    expect(end.sequence).toBe(8);
    expect(chainEndOf(bytes)).toEqual(end);
  });

  it('is broken, or ends elsewhere, when any byte is altered', () => {
    fc.assert(
      fc.property(fc.nat({ max: 7 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (event, place, difference) => {
        const altered = bytes.map((one) => Buffer.from(one));
        const target = altered[event] ?? Buffer.of();
        const at = place % target.length;
        target[at] = (target[at] ?? 0) ^ difference;
        expect(chainEndOf(altered)).not.toEqual(end);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each<[string, (events: readonly Buffer[]) => readonly Buffer[]]>([
    ['an event is left out', (events) => events.filter((_, at) => at !== 3)],
    ['the first event is left out', (events) => events.slice(1)],
    ['the tail is cut', (events) => events.slice(0, -1)],
    ['an event stands twice', (events) => [...events.slice(0, 3), ...events.slice(2)]],
    ['two events are swapped', ([first, second, third, ...rest]) => [first, third, second, ...rest].filter((one) => one !== undefined)],
  ])('is broken, or ends elsewhere, when %s', (_change, change) => {
    expect(chainEndOf(change(bytes))).not.toEqual(end);
  });

  it('still verifies after every address beside it was deleted', async () => {
    await store.query('DELETE FROM event_origin');
    expect(chainEndOf(await workspaceBytes('wsp_1'))).toEqual(end);
  });

  it('does not depend on what other workspaces do', async () => {
    const other = await workspaceBytes('wsp_2');
    expect(chainEndOf(other)?.sequence).toBe(4);
  });
});
