import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventStoreMigrations } from '@portcullis/event-store';
import { type Log, openLog, provisionEmbeddedLog } from '@portcullis/log';
import { TOPICS } from '@portcullis/messages';
import { createTestDatabase, eventually, startTcpProxy, type TcpProxy, type TestDatabase } from '@portcullis/testing';
import type { TokenReplica } from '@portcullis/token-replica';
import { publicationMigrations } from './migrations/index.js';
import type { Publication } from './publication.js';
import { check, commitState, newToken, publicationOn, quiet, replicaOn } from './publication.spec-kit.js';

/** A takeover: three seconds until the lease has run out, half a second until somebody looks. */
const TAKEOVER_MS = 5_000;
const CONFIRM_WAIT_MS = 2_000;

/** One token-service, whose every connection can be made to stand still, as SIGSTOP or a machine that hangs does. */
class Instance {
  private constructor(
    readonly publication: Publication,
    private readonly log: Log,
    private readonly proxy: TcpProxy,
  ) {}

  static async start(): Promise<Instance> {
    const server = new URL(store.connectionString);
    const proxy = await startTcpProxy({ host: server.hostname, port: Number(server.port) });
    const log = await openLog({ kind: 'embedded', connectionString: through(proxy, logDatabase) }, quiet);
    const { publication } = publicationOn(through(proxy, store), log, CONFIRM_WAIT_MS);
    await publication.onApplicationBootstrap();
    return new Instance(publication, log, proxy);
  }

  get relays(): boolean {
    return (this.publication.health().details as { relaying: boolean }).relaying;
  }

  /** Stopped dead: nothing it says arrives, and it gives nothing back. */
  standStill(): void {
    this.proxy.stall();
  }

  /** What it said meanwhile arrives now. */
  wake(): Promise<void> {
    return this.proxy.restore();
  }

  async stop(): Promise<void> {
    await this.publication.onApplicationShutdown();
    await this.log.close();
    await this.proxy.stop();
  }
}

let store: TestDatabase;
let logDatabase: TestDatabase;
let log: Log;
let instances: Instance[] = [];
let replica: TokenReplica;

beforeAll(async () => {
  store = await createTestDatabase([...eventStoreMigrations, ...publicationMigrations]);
  logDatabase = await createTestDatabase();
  await provisionEmbeddedLog(logDatabase.query, TOPICS.map((topic) => ({ topic, writers: [], readers: [] })));
  log = await openLog({ kind: 'embedded', connectionString: logDatabase.connectionString }, quiet);
  await log.prepare(TOPICS);
});
afterEach(async () => {
  await Promise.all(instances.map((instance) => instance.wake()));
  await replica.stop();
  await Promise.all(instances.map((instance) => instance.stop()));
  instances = [];
});
afterAll(async () => {
  await log.close();
  await logDatabase.drop();
  await store.drop();
});

function through({ host, port }: TcpProxy, { connectionString }: TestDatabase): string {
  const url = new URL(connectionString);
  url.hostname = host;
  url.port = String(port);
  return url.href;
}

/** The first of them relays, and a replica is fresh. */
async function startTwo(): Promise<readonly [leader: Instance, other: Instance]> {
  const leader = await Instance.start();
  instances.push(leader);
  await eventually(() => leader.relays);
  const other = await Instance.start();
  instances.push(other);
  replica = replicaOn(log, 30_000);
  await replica.start();
  await eventually(() => replica.status().fresh, { timeoutMs: 10_000 });
  return [leader, other];
}

async function leaseRow(): Promise<object | undefined> {
  const [row] = await store.query<object>('SELECT holder, epoch, position, digest FROM relay_lease');
  return row;
}

describe('two token-services', () => {
  it('hand the relay over within five seconds after the first was stopped dead, and no good token is refused meanwhile', async () => {
    const [leader, other] = await startTwo();
    const token = newToken();
    expect(await leader.publication.receipts.confirm(await commitState(store, token, 1))).toMatchObject({ confirmed: true });
    leader.standStill();
    const stoppedAtMs = performance.now();
    await eventually(() => {
      expect(check(replica, token.secret)).toBe('allowed');
      return other.relays;
    }, { timeoutMs: TAKEOVER_MS });
    expect(performance.now() - stoppedAtMs).toBeLessThan(TAKEOVER_MS);
    const revoked = await commitState(store, token, 2, 'revoked');
    expect(await other.publication.receipts.confirm(revoked)).toMatchObject({ confirmed: true, replicas: [{ confirmedBy: 'application' }] });
    expect(check(replica, token.secret)).toBe('invalid');
  }, 30_000);

  it('are not disturbed by a leader that wakes: it learns that it is deposed, and has changed nothing', async () => {
    const [leader, other] = await startTwo();
    const token = newToken();
    await commitState(store, token, 1);
    leader.standStill();
    await eventually(() => other.relays, { timeoutMs: TAKEOVER_MS });
    const revoked = await commitState(store, token, 2, 'revoked');
    expect(await other.publication.receipts.confirm(revoked)).toMatchObject({ confirmed: true });
    // The checkpoint moves after the records were sent, which is when replicas apply them.
    await eventually(async () => {
      expect(await leaseRow()).toMatchObject({ position: String(revoked) });
    });
    const before = await leaseRow();
    await leader.wake();
    await eventually(() => !leader.relays, { timeoutMs: 10_000 });
    expect(await leaseRow()).toEqual(before);
    expect(other.relays).toBe(true);
    expect(check(replica, token.secret)).toBe('invalid');
  }, 30_000);

  it('answer for each other’s changes, whichever relays, and one that has just started knows the replicas from the table', async () => {
    const [leader, other] = await startTwo();
    const position = await commitState(store, newToken(), 1);
    const { boot } = replica.status();
    expect(await other.publication.receipts.confirm(position)).toMatchObject({ confirmed: true, replicas: [{ boot, confirmedBy: 'application' }] });
    await eventually(async () => {
      expect(await leader.publication.receipts.read(position)).toMatchObject({ confirmed: true, replicas: [{ boot, confirmedBy: 'application' }] });
    });
    const late = await Instance.start();
    instances.push(late);
    expect((await late.publication.receipts.read(position)).replicas).toMatchObject([{ boot }]);
  }, 30_000);

  it('never take a boot for unknown because they have not heard of it: without its probe the change is not confirmed', async () => {
    const [leader] = await startTwo();
    const { boot } = replica.status();
    // Admitted a moment ago, and heard by nobody: as though every token-service had started again just now.
    await store.query(`INSERT INTO replica_boot (boot, service, bound_ms, admitted_position) VALUES ($1, 'inventory-public-api', 30000, 0)`, ['e'.repeat(32)]);
    const receipt = await leader.publication.receipts.confirm(await commitState(store, newToken(), 1));
    expect(receipt.confirmed).toBe(false);
    expect(receipt.replicas).toEqual(expect.arrayContaining([
      expect.objectContaining({ boot, confirmedBy: 'application' }),
      expect.objectContaining({ boot: 'e'.repeat(32), appliedPosition: null, confirmedBy: null }),
    ]));
    await store.query('DELETE FROM replica_boot WHERE boot = $1', ['e'.repeat(32)]);
  }, 30_000);
});
