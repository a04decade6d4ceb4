import { rmSync } from 'node:fs';
import type { Connections } from '../installation/connections.js';
import { messageOf } from '../installation/error-facts.js';
import { acquireLock, type Lock } from '../installation/lock.js';
import { OneLineFailure } from '../installation/one-line-failure.js';
import { openDataFolder } from '../installation/open-data-folder.js';
import { writePrivateJson } from '../installation/private-file.js';
import { loadRecord } from '../installation/record.js';
import { PostgresStartError, type RunningPostgres, startPostgres } from '../postgres/index.js';
import { prepareDatabases } from './databases.js';
import { DiskWatch } from './disk-watch.js';
import { greet } from './greet.js';
import { requireFreePort } from './ports.js';
import { untilReady } from './readiness.js';
import { serviceSpecifications, urlOf } from './services.js';
import type { Settings } from './settings.js';
import { embeddedLog, type StartedLog, startKafkaLog } from './start-log.js';
import { SupervisedService } from './supervised-service.js';

/** What a killed run's services may take to notice and end. */
const LEFTOVERS_MS = 10_000;
const READY_WITHIN_MS = 90_000;
/** More than the five seconds that a service gives to answers under way: its goodbye comes after them. */
const SERVICE_GRACE_MS = 7_000;
const STORAGE_GRACE_MS = 4_000;

/** Everything that `npm start` runs: PostgreSQL, the log, and both services, each a process of its own. */
export class Family {
  private readonly services: SupervisedService[] = [];
  private readonly abort = new AbortController();
  private lock: Lock | undefined;
  private postgres: RunningPostgres | undefined;
  private log: StartedLog | undefined;
  private diskWatch: DiskWatch | undefined;
  private starting: Promise<void> = Promise.resolve();
  private fail: (failure: OneLineFailure) => void = () => undefined;
  /** Rejects when a part has died for good. */
  readonly failed: Promise<never>;

  constructor(
    private readonly settings: Settings,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly say: (text: string) => void,
  ) {
    this.failed = new Promise((_, reject) => {
      this.fail = reject;
    });
    this.failed.catch(() => undefined);
  }

  /** Resolves once both services are ready and the person has been told how to use them. */
  start(): Promise<void> {
    this.starting = this.bringUp();
    return this.starting;
  }

  /**
   * Services first, each after those that stand on it: a replica's goodbye is then still heard by token-service, and no
   * change after the next start waits for it. Then what they stand on. Seconds, where answers are still under way; each part is ended after its grace.
   */
  async stop(): Promise<void> {
    this.abort.abort(new OneLineFailure('Stopped while it was starting.'));
    this.diskWatch?.close();
    await atMost(SERVICE_GRACE_MS, this.starting.catch(() => undefined));
    for (const service of this.services.toReversed()) await service.stop(SERVICE_GRACE_MS);
    await atMost(STORAGE_GRACE_MS, Promise.allSettled([this.postgres?.stop(), this.log?.stop()]));
    if (this.lock === undefined) return;
    rmSync(this.settings.folder.running, { force: true });
    this.lock.release();
  }

  /** Ends everything at once; PostgreSQL's keeper and the broker's end with this process. */
  kill(): void {
    for (const service of this.services) service.kill();
    this.log?.kill();
    this.lock?.release();
  }

  private async bringUp(): Promise<void> {
    const { folder } = this.settings;
    openDataFolder(folder);
    this.lock = acquireLock(folder.lock);
    await this.requirePorts(this.lock.foundStale ? LEFTOVERS_MS : 0);
    this.say(`Starting Portcullis; its data is in ${folder.path}`);
    this.diskWatch = new DiskWatch(folder.path, this.say);
    const connections = await this.startStorage();
    writePrivateJson(folder.running, connections);
    await this.startServices(connections);
    await greet({ settings: this.settings, connections, say: this.say, signal: this.abort.signal });
  }

  private async requirePorts(patienceMs: number): Promise<void> {
    const { host, tokenServicePort, inventoryPort } = this.settings;
    await requireFreePort('TOKEN_SERVICE_PORT', host, tokenServicePort, patienceMs);
    await requireFreePort('INVENTORY_API_PORT', host, inventoryPort, patienceMs);
  }

  private async startStorage(): Promise<Connections> {
    const { folder, host, tokenServicePort, inventoryPort } = this.settings;
    const log =
      this.settings.log === 'embedded'
        ? embeddedLog
        : await this.timed('Kafka', startKafkaLog(folder, this.environment, (line) => { this.say(`  ${line}`); }));
    this.log = log;
    log.ended.catch((error: unknown) => {
      this.fail(new OneLineFailure(`The Kafka broker ended: ${messageOf(error)}`));
    });
    this.abort.signal.throwIfAborted();
    const postgres = await this.timed('PostgreSQL', startPostgres({ dataDirectory: folder.postgres }).catch(asOneLine));
    this.postgres = postgres;
    postgres.ended.catch((error: unknown) => {
      this.fail(new OneLineFailure(messageOf(error)));
    });
    this.abort.signal.throwIfAborted();
    const urls = await prepareDatabases(postgres, loadRecord(folder.record), this.settings.log);
    return {
      tokenServiceUrl: urlOf(host, tokenServicePort),
      inventoryUrl: urlOf(host, inventoryPort),
      databases: { tokenService: urls.tokenService, inventory: urls.inventory },
      log:
        urls.log === undefined
          ? { tokenService: log.environment, inventory: log.environment }
          : { tokenService: { LOG_DATABASE_URL: urls.log.tokenService }, inventory: { LOG_DATABASE_URL: urls.log.inventory } },
    };
  }

  private async startServices(connections: Connections): Promise<void> {
    const starts = serviceSpecifications(this.settings, connections, this.environment).map(async ({ url, ...specification }) => {
      const service = new SupervisedService(specification, {
        say: this.say,
        gaveUp: (failure) => {
          this.fail(failure);
        },
      });
      this.services.push(service);
      service.start();
      const ready = untilReady(specification.name, url, READY_WITHIN_MS, this.abort.signal);
      await this.timed(specification.name, Promise.race([ready, service.startFailed]));
      service.confirmRunning();
    });
    await Promise.all(starts);
  }

  private async timed<T>(what: string, work: Promise<T>): Promise<T> {
    const startedAtMs = performance.now();
    const result = await work;
    this.say(`  ${what} is up (${((performance.now() - startedAtMs) / 1_000).toFixed(1)} s)`);
    return result;
  }
}

function asOneLine(error: unknown): never {
  throw error instanceof PostgresStartError ? new OneLineFailure(error.message) : error;
}

async function atMost(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    work,
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMs);
    }),
  ]);
  clearTimeout(timer);
}
