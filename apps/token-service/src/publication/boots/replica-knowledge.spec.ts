import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { prepareDatabase } from '@portcullis/service-database';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { databaseSchema } from '../../database/migrations.js';
import { keepAppliedPositions, markGone } from './replica-boots.js';
import { forgetOldKnowledge, knowledgeAt } from './replica-knowledge.js';

let database: TestDatabase;
let store: string;
beforeAll(async () => {
  database = await createTestDatabase();
  await prepareDatabase(database.connectionString, databaseSchema);
  const [head] = await database.query<{ store_id: string }>('SELECT store_id FROM event_head');
  store = head?.store_id ?? '';
});
afterAll(() => database.drop());

async function admit(boot: string): Promise<string> {
  await database.query(`INSERT INTO replica_boot (boot, service, bound_ms, admitted_position, admitted_at) VALUES ($1, 'till', 2000, 0, '2026-01-01')`, [boot]);
  return boot;
}
/** A time that lies wholly behind when it is answered. */
async function now(): Promise<string> {
  const [row] = await database.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  const at = row?.now.toISOString() ?? '';
  await eventually(async () => (await database.query(`SELECT 1 WHERE clock_timestamp() >= $1::timestamptz + interval '1 millisecond'`, [at])).length === 1);
  return at;
}
const tell = (boot: string, position: number, of = store) => keepAppliedPositions(database.query, of, new Map([[boot, position]]));
const known = async (boot: string, at: string) => (await knowledgeAt(database.query, at)).find((one) => one.boot === boot)?.appliedPosition;

describe('what a boot knew', () => {
  it('is what it had told by then, and not what it told later', async () => {
    const boot = await admit('one');
    const before = await now();
    await tell(boot, 7);
    const between = await now();
    await tell(boot, 9);
    // Told late, or once more: nothing new.
    await tell(boot, 8);
    await tell(boot, 9);
    expect([await known(boot, before), await known(boot, between), await known(boot, await now())]).toEqual([null, 7, 9]);
    expect(await database.query(`SELECT position FROM replica_knowledge WHERE boot = 'one' ORDER BY told_at`)).toEqual([{ position: '7' }, { position: '9' }]);
  });

  it('of the store before a restore is not known of this one', async () => {
    const boot = await admit('restored');
    await tell(boot, 100, 'sto_before');
    expect(await known(boot, await now())).toBeNull();
    await tell(boot, 3);
    expect(await known(boot, await now())).toBe(3);
  });

  it('is told of boots that were there then: not before they came, nor after they left', async () => {
    const boot = await admit('leaving');
    await tell(boot, 5);
    const there = await now();
    await markGone(database.query, [boot], 'goodbye');
    expect([await known(boot, '2025-12-31T00:00:00.000Z'), await known(boot, there), await known(boot, '2099-01-01T00:00:00.000Z')]).toEqual([undefined, 5, undefined]);
  });

  it('is kept for seven days where nothing else is set, and of each boot the last before them', async () => {
    const boot = await admit('old');
    await database.query(
      `INSERT INTO replica_knowledge (boot, told_at, store_id, position)
       SELECT $1, clock_timestamp() - days * interval '1 day', $2, 20 - days FROM unnest('{12, 10, 8, 6, 1}'::int[]) AS days`,
      [boot, store],
    );
    await forgetOldKnowledge(database.query);
    expect(await database.query(`SELECT position FROM replica_knowledge WHERE boot = 'old' ORDER BY told_at`)).toEqual([{ position: '12' }, { position: '14' }, { position: '19' }]);
  });

  it('is kept for as long as was set', async () => {
    const boot = await admit('longer');
    await database.query(
      `INSERT INTO replica_knowledge (boot, told_at, store_id, position)
       SELECT $1, clock_timestamp() - days * interval '1 day', $2, 20 - days FROM unnest('{12, 10, 8, 6, 1}'::int[]) AS days`,
      [boot, store],
    );
    await forgetOldKnowledge(database.query, 11);
    expect(await database.query(`SELECT position FROM replica_knowledge WHERE boot = 'longer' ORDER BY told_at`)).toHaveLength(5);
    await forgetOldKnowledge(database.query, 5);
    expect(await database.query(`SELECT position FROM replica_knowledge WHERE boot = 'longer' ORDER BY told_at`)).toEqual([{ position: '14' }, { position: '19' }]);
  });

  it('is deleted however much of it is too old', async () => {
    const boot = await admit('busy');
    await database.query(
      `INSERT INTO replica_knowledge (boot, told_at, store_id, position)
       SELECT $1, clock_timestamp() - interval '8 days' - told * interval '1 second', $2, 30000 - told FROM generate_series(1, 25000) AS told`,
      [boot, store],
    );
    await forgetOldKnowledge(database.query);
    expect(await database.query(`SELECT position FROM replica_knowledge WHERE boot = 'busy'`)).toEqual([{ position: '29999' }]);
  });
});
