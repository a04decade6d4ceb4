import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventStoreMigrations } from '@portcullis/event-store';
import { type Log, openLog, provisionEmbeddedLog } from '@portcullis/log';
import { PROBES_TOPIC, TOKEN_STATE_TOPIC, TOPICS, USAGE_TOPIC } from '@portcullis/messages';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import type { TokenReplica } from '@portcullis/token-replica';
import type { Registry } from 'prom-client';
import { publicationMigrations } from './migrations/index.js';
import type { Publication } from './publication.js';
import { check, commitState, newToken, publicationOn, quiet, replicaOn, type TestToken } from './publication.spec-kit.js';

let store: TestDatabase;
let logDatabase: TestDatabase;
let log: Log;
let publications: Publication[];
let replicas: TokenReplica[];
let metrics: Registry;

beforeAll(async () => {
  store = await createTestDatabase([...eventStoreMigrations, ...publicationMigrations]);
  logDatabase = await createTestDatabase();
  await provisionEmbeddedLog(logDatabase.query, [TOKEN_STATE_TOPIC, PROBES_TOPIC, USAGE_TOPIC].map((topic) => ({ topic, writers: [], readers: [] })));
  log = await openLog({ kind: 'embedded', connectionString: logDatabase.connectionString }, quiet);
  await log.prepare(TOPICS);
});
afterAll(async () => {
  await log.close();
  await logDatabase.drop();
  await store.drop();
});

beforeEach(() => {
  publications = [];
  replicas = [];
});
afterEach(async () => {
  await Promise.all(replicas.map((replica) => replica.stop()));
  await Promise.all(publications.map((publication) => publication.onApplicationShutdown()));
});

async function startPublication(confirmWaitMs = 2_000): Promise<Publication> {
  const made = publicationOn(store.connectionString, log, confirmWaitMs);
  const { publication } = made;
  metrics = made.metrics;
  publications.push(publication);
  await publication.onApplicationBootstrap();
  return publication;
}

async function startReplica(maxStalenessMs = 30_000): Promise<TokenReplica> {
  const replica = replicaOn(log, maxStalenessMs);
  replicas.push(replica);
  await replica.start();
  await eventually(() => replica.status().fresh, { timeoutMs: 10_000 });
  return replica;
}

const commit = (token: TestToken, version: number, status?: 'enabled' | 'revoked'): Promise<number> => commitState(store, token, version, status);

describe('publication', () => {
  it('confirms at once, with no replica named, where there is none', async () => {
    const publication = await startPublication();
    expect(await publication.receipts.confirm(await commit(newToken(), 1))).toMatchObject({ confirmed: true, replicas: [] });
  });

  it('confirms an issue and a revocation only when every replica acts on them', async () => {
    const publication = await startPublication();
    const both = [await startReplica(), await startReplica()];
    const token = newToken();
    const issued = await publication.receipts.confirm(await commit(token, 1));
    expect(issued).toMatchObject({ confirmed: true, replicas: [{ confirmedBy: 'application' }, { confirmedBy: 'application' }] });
    expect(both.map((replica) => check(replica, token.secret))).toEqual(['allowed', 'allowed']);
    const revoked = await publication.receipts.confirm(await commit(token, 2, 'revoked'));
    expect(revoked.confirmed).toBe(true);
    expect(both.map((replica) => check(replica, token.secret))).toEqual(['invalid', 'invalid']);
  });

  it('is not confirmed while a replica is silent, says so in time, and is once that one’s bound has passed', async () => {
    const publication = await startPublication(300);
    const replica = await startReplica(2_000);
    // Killed: it sends nothing any more, not even a goodbye.
    const { boot } = replica.status();
    await (replica as unknown as { prober: { loop: { stop(): Promise<void> } } }).prober.loop.stop();
    const position = await commit(newToken(), 1);
    const receipt = await publication.receipts.confirm(position);
    expect(receipt).toMatchObject({ confirmed: false, href: `/api/v1/receipts/${position}`, replicas: expect.arrayContaining([expect.objectContaining({ boot, confirmedBy: null })]) });
    await eventually(async () => {
      expect(await publication.receipts.read(position)).toMatchObject({ confirmed: true, replicas: expect.arrayContaining([expect.objectContaining({ boot, confirmedBy: 'bound' })]) });
    });
  });

  it('does not wait for a replica that said goodbye', async () => {
    const publication = await startPublication();
    const replica = await startReplica();
    await replica.stop();
    await eventually(async () => {
      expect(await publication.receipts.confirm(await commit(newToken(), 1))).toMatchObject({ confirmed: true });
    });
  });

  it('has its receipts answered by any instance, and hands the relay over when the first stops', async () => {
    const first = await startPublication();
    const second = await startPublication();
    const replica = await startReplica();
    const token = newToken();
    const position = await commit(token, 1);
    await first.receipts.confirm(position);
    await eventually(async () => {
      expect((await second.receipts.read(position)).confirmed).toBe(true);
    });
    publications.splice(publications.indexOf(first), 1);
    await first.onApplicationShutdown();
    expect(await second.receipts.confirm(await commit(token, 2, 'revoked'))).toMatchObject({ confirmed: true });
    expect(check(replica, token.secret)).toBe('invalid');
  });

  it('tells in numbers and in its health who relays, how far it came, and which changes were confirmed in time', async () => {
    const leader = await startPublication(1_000);
    const leaderMetrics = metrics;
    await eventually(async () => (await valueOf(leaderMetrics, 'portcullis_relay_leading')) === 1);
    const other = await startPublication();
    const otherMetrics = metrics;
    const replica = await startReplica(2_000);
    const position = await commit(newToken(), 1);
    await leader.receipts.confirm(position);
    // Both tell how far the relay came, though only one of them is it.
    for (const [publication, registry] of [[leader, leaderMetrics], [other, otherMetrics]] as const) {
      await eventually(async () => {
        expect(await valueOf(registry, 'portcullis_relay_position')).toBe(position);
        expect(await valueOf(registry, 'portcullis_relay_lag')).toBe(0);
        expect(publication.health().details).toMatchObject({ relaying: publication === leader, position, lag: 0 });
      });
    }
    expect(await valueOf(otherMetrics, 'portcullis_relay_leading')).toBe(0);
    await (replica as unknown as { prober: { loop: { stop(): Promise<void> } } }).prober.loop.stop();
    await leader.receipts.confirm(await commit(newToken(), 1));
    expect(await valueOf(leaderMetrics, 'portcullis_receipts_total{confirmed="true"}')).toBe(1);
    expect(await valueOf(leaderMetrics, 'portcullis_receipts_total{confirmed="false"}')).toBe(1);
  });

  it('tells how far the log is behind while nobody relays', async () => {
    const publication = await startPublication(0);
    await eventually(() => {
      expect(publication.health().details).toMatchObject({ relaying: true });
    });
    await stopRelaying(publication);
    const positions = [await commit(newToken(), 1), await commit(newToken(), 1)];
    await eventually(async () => {
      expect(await valueOf(metrics, 'portcullis_relay_leading')).toBe(0);
      expect(await valueOf(metrics, 'portcullis_relay_lag')).toBe(positions.length);
    });
  });
});

async function valueOf(registry: Registry, series: string): Promise<number> {
  const line = (await registry.metrics()).split('\n').find((text) => text.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1));
}

/** As though the relay's part of the instance had died. */
function stopRelaying(publication: Publication): Promise<void> {
  return (publication as unknown as { relay: { stop(): Promise<void> } }).relay.stop();
}
