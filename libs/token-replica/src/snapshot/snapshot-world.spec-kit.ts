import { CLOSED_KEY, TOKEN_STATE_TOPIC } from '@portcullis/messages';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { createToken } from '@portcullis/token';
import { randomBytes } from 'node:crypto';
import type { Log } from '@portcullis/log';
import { sha256Of, stateMessage } from '../messages.spec-kit.js';
import { MemoryLog } from '../memory-log.spec-kit.js';
import { MiniRelay } from '../mini-relay.spec-kit.js';
import { TokenReplica } from '../token-replica.js';
import { snapshotMigrations } from './tables/index.js';

export const BOUND_MS = 20_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { wallMs: () => Date.now(), monotonicMs: () => performance.now() };

/** A secret that opens, and the messages of the token it belongs to. */
export class TestToken {
  readonly secret = createToken('live', (size) => randomBytes(size));
  private readonly secrets = [{ hash: sha256Of(this.secret), validUntil: null }];

  constructor(readonly id: string) {}

  issued(version = 1, position = version): Buffer {
    return stateMessage(this.id, version, { secrets: this.secrets, position });
  }

  revoked(version = 2, position = version): Buffer {
    return stateMessage(this.id, version, { secrets: this.secrets, position, status: 'revoked', type: 'TokenRevoked' });
  }
}

/** One life of one process. */
export class Life {
  readonly observed: string[] = [];
  readonly replica: TokenReplica;

  constructor(log: Log, connectionString: string, { silentAtMostMs, boundMs = BOUND_MS }: { readonly silentAtMostMs?: number | undefined; readonly boundMs?: number } = {}) {
    const note = (what: string) => (): void => void this.observed.push(what);
    this.replica = new TokenReplica({
      log,
      service: 'inventory-public-api',
      environment: 'live',
      maxStalenessMs: boundMs,
      clock,
      logger: silent,
      observer: {
        tokenNotUnderstood: note('not understood'),
        everyTokenUnderstood: note('all understood'),
        digestDiffers: note('differs'),
        digestUnhealed: note('unhealed'),
        digestAgreesAgain: note('agrees again'),
        storeChanged: note('store changed'),
      },
      snapshot: {
        connectionString,
        ...(silentAtMostMs !== undefined && { silentAtMostMs }),
        observer: {
          snapshotAltered: note('altered'),
          snapshotNotWritten: note('not written'),
          snapshotWritten: note('written'),
          snapshotAgrees: () => undefined,
        },
      },
    });
  }

  outcome({ secret }: TestToken): string {
    return this.replica.check(secret, { address: '192.0.2.1', requiredScopes: ['items:read'] }).outcome;
  }

  snapshot(): NonNullable<ReturnType<TokenReplica['status']>['snapshot']> {
    const { snapshot } = this.replica.status();
    if (snapshot === null) throw new Error('this replica keeps no snapshot');
    return snapshot;
  }

  async fresh(timeoutMs = 5_000): Promise<this> {
    await eventually(() => this.replica.status().fresh, { timeoutMs });
    return this;
  }

  /** Everything that was published until now is in the database. */
  async saved(offset: number, timeoutMs = 15_000): Promise<void> {
    await eventually(() => (this.snapshot().nextOffset ?? 0) > offset, { timeoutMs });
  }
}

/** A log in memory with its relay, a real database, and the processes that come and go on them. */
export class SnapshotWorld {
  readonly log = new MemoryLog();
  relay = new MiniRelay(this.log);
  private readonly lives: Life[] = [];
  private rounds: NodeJS.Timeout | undefined;

  private constructor(readonly database: TestDatabase) {}

  static async create(): Promise<SnapshotWorld> {
    const world = new SnapshotWorld(await createTestDatabase(snapshotMigrations));
    world.resumeRounds();
    return world;
  }

  /** The relay closes again and again, as a live one does. */
  resumeRounds(): void {
    this.rounds = setInterval(() => {
      this.relay.close();
    }, 25);
  }

  stopRounds(): void {
    clearInterval(this.rounds);
  }

  /** Another token-service, with a history of its own, relays from now on. */
  otherStore(store: string): MiniRelay {
    this.relay = new MiniRelay(this.log);
    this.relay.store = store;
    return this.relay;
  }

  async begin(connectionString = this.database.connectionString, silentAtMostMs?: number): Promise<Life> {
    const life = new Life(this.log, connectionString, { silentAtMostMs });
    this.lives.push(life);
    await life.replica.start();
    return life;
  }

  /** Lives until all that was published is saved. */
  async liveOnce(): Promise<void> {
    const life = await (await this.begin()).fresh();
    await life.saved(this.lastStateOffset());
    await life.replica.stop();
  }

  lastStateOffset(): number {
    return this.log.lastOffset(TOKEN_STATE_TOPIC, (key) => key !== CLOSED_KEY);
  }

  /** Keys of the state messages that the serving read of the newest process took. */
  takenByNewest(): string[] {
    const boot = this.lives.at(-1)?.replica.status().boot ?? '';
    const groups = [...this.log.delivered].filter(([group]) => group.includes(boot) && !group.includes('snapshot') );
    return groups.flatMap(([, keys]) => keys).filter((key) => key.startsWith('tok_'));
  }

  async end(): Promise<void> {
    this.stopRounds();
    await Promise.all(this.lives.map(({ replica }) => replica.stop()));
    await this.database.drop();
  }
}
