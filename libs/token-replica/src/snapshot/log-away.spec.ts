import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Log, openLog, provisionEmbeddedLog } from '@portcullis/log';
import { TOPICS } from '@portcullis/messages';
import { createTestDatabase, eventually, startTcpProxy, type TcpProxy, type TestDatabase } from '@portcullis/testing';
import { LogRelay } from './log-relay.spec-kit.js';
import { Life, TestToken } from './snapshot-world.spec-kit.js';
import { snapshotMigrations } from './tables/index.js';

const BOUND_MS = 2_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const kept = new TestToken('tok_kept');
const revoked = new TestToken('tok_revoked');

let database: TestDatabase;
let logDatabase: TestDatabase;
/** The replica's way to the log; the relay has another one. */
let way: TcpProxy;
let log: Log;
let relaysLog: Log;
let relay: LogRelay;
let life: Life;

beforeEach(async () => {
  [database, logDatabase] = await Promise.all([createTestDatabase(snapshotMigrations), createTestDatabase()]);
  await provisionEmbeddedLog(logDatabase.query, TOPICS.map((topic) => ({ topic, writers: [], readers: [] })));
  const server = new URL(logDatabase.connectionString);
  way = await startTcpProxy({ host: server.hostname, port: Number(server.port) });
  server.hostname = way.host;
  server.port = String(way.port);
  log = await openLog({ kind: 'embedded', connectionString: server.href }, silent);
  relaysLog = await openLog({ kind: 'embedded', connectionString: logDatabase.connectionString }, silent);
  relay = await LogRelay.on(relaysLog);
  life = new Life(log, database.connectionString, { boundMs: BOUND_MS });
  await life.replica.start();
});
afterEach(async () => {
  await way.restore();
  await life.replica.stop();
  await relay.stop();
  await Promise.all([log.close(), relaysLog.close()]);
  await way.stop();
  await Promise.all([database.drop(), logDatabase.drop()]);
});

/** The transaction that wrote what no change concerns: a copy that is begun anew is written anew. */
const unchangedSince = (): Promise<unknown> => database.query('SELECT xmin::text FROM portcullis_replica.snapshot_page WHERE kind = 1');

/** Everything that was published until now is held, proven and saved. */
async function savedAndFresh(): Promise<void> {
  await eventually(() => life.replica.status().fresh && (life.replica.status().snapshot?.nextOffset ?? 0) > relay.lastOffset, { timeoutMs: 20_000 });
}

describe.each([
  ['is gone', () => way.goDown()],
  [
    'stands still',
    () => {
      way.stall();
      return Promise.resolve();
    },
  ],
])('a replica with a snapshot, whose log %s while it serves', (_what, goAway) => {
  it('accepts up to its bound, refuses from then on, comes back by itself with what was changed meanwhile, and goes on with its copy', async () => {
    await relay.publish(kept.id, kept.issued(1, 1));
    await relay.publish(revoked.id, revoked.issued(1, 2));
    await savedAndFresh();
    const copy = await unchangedSince();
    await goAway();
    const goneMs = performance.now();
    await relay.publish(revoked.id, revoked.revoked(2, 3));
    expect(life.outcome(kept)).toBe('allowed');
    // No probe that is sent from now on is answered: nothing is accepted that is asked later than a bound after this.
    await eventually(() => {
      const askedMs = performance.now();
      const isStale = life.outcome(kept) === 'stale';
      expect(isStale || askedMs - goneMs <= BOUND_MS).toBe(true);
      return isStale;
    }, { timeoutMs: BOUND_MS + 5_000, intervalMs: 1 });
    expect([life.outcome(revoked), life.replica.status().fresh, life.replica.hasBeenFresh()]).toEqual(['stale', false, true]);
    await way.restore();
    await eventually(() => {
      expect(life.outcome(revoked)).not.toBe('allowed');
      return life.outcome(kept) === 'allowed';
    }, { timeoutMs: 20_000, intervalMs: 1 });
    expect(life.outcome(revoked)).toBe('invalid');
    await savedAndFresh();
    expect(await unchangedSince()).toEqual(copy);
    expect(life.observed).toEqual([]);
  }, 60_000);
});
