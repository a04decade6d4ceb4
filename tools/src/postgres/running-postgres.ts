import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { removeDataFolder } from './data-folder.js';
import type { ToKeeper } from './keeper-messages.js';
import { endLeftoverServer } from './leftover-server.js';
import { type PostgresOptions, SUPERUSER } from './postgres-options.js';

/** A PostgreSQL that runs under a keeper. */
export class RunningPostgres {
  readonly host = '127.0.0.1';
  readonly port: number;
  readonly superuser = SUPERUSER;
  /** Process id of the keeper, the server's parent. */
  readonly keeperPid: number;
  /** Rejects, with the reason, if the server ends without having been asked to; else settles with `stop`. */
  readonly ended: Promise<void>;
  private asked = false;

  constructor(
    private readonly keeper: ChildProcess,
    lastWords: Promise<string>,
    private readonly options: PostgresOptions & { readonly port: number },
    readonly password: string,
  ) {
    this.port = options.port;
    this.keeperPid = keeper.pid ?? 0;
    this.ended = lastWords.then((reason) => {
      if (!this.asked) throw new Error(reason);
    });
    // Whoever does not look at it must not be ended by it.
    this.ended.catch(() => undefined);
  }

  /** Connection string of the superuser. */
  url(database = 'postgres'): string {
    return `postgres://${this.superuser}:${this.password}@${this.host}:${this.port}/${database}`;
  }

  /** Stops the server, ending its connections; resolves once it is gone, also where its keeper was killed before it. */
  async stop(): Promise<void> {
    this.asked = true;
    await this.endKeeper();
    await endLeftoverServer(join(this.options.dataDirectory, 'cluster'));
    // The keeper may not be allowed to remove the folder itself from a parent that is closed to it.
    if (this.options.deleteOnStop) await removeDataFolder(this.options.dataDirectory);
  }

  /** Lets this process end while the server runs; the server then ends with it. */
  unref(): void {
    this.keeper.unref();
    this.keeper.channel?.unref();
  }

  private async endKeeper(): Promise<void> {
    if (this.keeper.exitCode !== null || this.keeper.signalCode !== null) return;
    const gone = new Promise((resolve) => this.keeper.once('exit', resolve));
    const order: ToKeeper = { kind: 'stop' };
    if (this.keeper.connected) this.keeper.send(order);
    await gone;
  }
}
