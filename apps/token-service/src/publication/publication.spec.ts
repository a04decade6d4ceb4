import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { append, eventStoreMigrations } from '@portcullis/event-store';
import { type Log, openLog, provisionEmbeddedLog } from '@portcullis/log';
import { PROBES_TOPIC, TOKEN_STATE_TOPIC, type TokenStateBody, TOPICS, USAGE_TOPIC } from '@portcullis/messages';
import { systemClock } from '@portcullis/service-kit';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { createToken, hashToken } from '@portcullis/token';
import { TokenReplica } from '@portcullis/token-replica';
import { Registry } from 'prom-client';
import { publicationMigrations } from './migrations/index.js';
import { Publication } from './publication.js';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const observer = {
  tokenNotUnderstood: () => undefined,
  everyTokenUnderstood: () => undefined,
  digestDiffers: () => undefined,
  digestUnhealed: () => undefined,
  digestAgreesAgain: () => undefined,
  storeChanged: () => undefined,
};
const SERVICE = 'inventory-public-api';

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
  const configuration = {
    databaseUrl: store.connectionString,
    log: { kind: 'embedded', connectionString: logDatabase.connectionString } as const,
    publicOrigins: [],
    confirmWaitMs,
    usageEventMs: 60_000,
    environment: 'live' as const,
    services: [SERVICE],
  };
  const alarms = { raise: () => undefined } as unknown as ConstructorParameters<typeof Publication>[3];
  const health = { register: () => undefined } as unknown as ConstructorParameters<typeof Publication>[4];
  metrics = new Registry();
  const numbers = { registry: metrics } as unknown as ConstructorParameters<typeof Publication>[6];
  const publication = new Publication(configuration, log, systemClock, alarms, health, quiet, numbers);
  publications.push(publication);
  await publication.onApplicationBootstrap();
  return publication;
}

async function startReplica(maxStalenessMs = 30_000): Promise<TokenReplica> {
  const replica = new TokenReplica({ log, service: SERVICE, environment: 'live', maxStalenessMs, clock: systemClock, logger: quiet, observer });
  replicas.push(replica);
  await replica.start();
  await eventually(() => replica.status().fresh, { timeoutMs: 10_000 });
  return replica;
}

function newToken(): { id: string; secret: string } {
  return { id: `tok_${randomBytes(11).toString('hex')}`, secret: createToken('live', (size) => randomBytes(size)) };
}

/** Commits a state of a token, as a command's transaction does last. */
async function commit({ id, secret }: { id: string; secret: string }, version: number, status: 'enabled' | 'revoked' = 'enabled'): Promise<number> {
  const type = version === 1 ? 'TokenIssued' : 'TokenRevoked';
  const body: TokenStateBody = {
    schema: 1,
    tokenId: id,
    version,
    type,
    state: {
      workspaceId: 'wsp_1',
      kind: 'workspace',
      environment: 'live',
      status,
      secrets: [{ hash: hashToken(secret).toString('hex'), validUntil: null }],
      scopes: ['items:read'],
      allowedIps: [],
      notBefore: null,
      expiresAt: null,
    },
  };
  const event = { stream: id, expectedVersion: version - 1, type, schemaVersion: 1, workspaceId: 'wsp_1', data: {}, message: { key: id, body } };
  const outcome = await store.transaction((query) => append(query, [event], { actor: { type: 'user', id: 'usr_1' }, requestId: 'req_1' }));
  if (outcome.outcome !== 'appended') throw new Error('conflict');
  return outcome.lastPosition;
}

function check(replica: TokenReplica, secret: string): string {
  return replica.check(secret, { address: '192.0.2.1', requiredScopes: ['items:read'] }).outcome;
}

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
    expect(receipt).toMatchObject({ confirmed: false, href: `/api/v1/receipts/${position}`, replicas: [{ boot, confirmedBy: null }] });
    await eventually(async () => {
      expect(await publication.receipts.read(position)).toMatchObject({ confirmed: true, replicas: [{ boot, confirmedBy: 'bound' }] });
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
