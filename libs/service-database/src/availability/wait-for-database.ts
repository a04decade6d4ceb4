import { setTimeout as pause } from 'node:timers/promises';
import { StartRefused } from '@portcullis/service-kit';
import { Client } from 'pg';
import { isUnavailable } from './is-unavailable.js';

/** `PostgreSQL 17.0`: the first with `transaction_timeout`, which keeps a stopped client from holding the event store. */
const OLDEST_VERSION = 170_000;
const PAUSE_MS = 500;
const CONNECT_TIMEOUT_MS = 5_000;

export interface WaitOptions {
  readonly timeoutMs: number;
  /** Told once, when the first attempt failed and more will follow. */
  readonly onWaiting?: (reason: string) => void;
}

/**
 * Resolves once the server answers and is new enough.
 *
 * @throws StartRefused with one line that names the cause: at once where waiting cannot help (wrong password, no
 *   such database, too old a server), else after `timeoutMs`.
 */
export async function waitForDatabase(connectionString: string, options: WaitOptions): Promise<void> {
  const deadlineMs = performance.now() + options.timeoutMs;
  for (let attempt = 1; ; attempt += 1) {
    const failure = await tryToConnect(connectionString);
    if (failure === undefined) return;
    if (!failure.passes) throw new StartRefused(`The database cannot be used: ${failure.reason}`);
    if (performance.now() >= deadlineMs) {
      throw new StartRefused(`The database did not answer within ${options.timeoutMs / 1_000} s: ${failure.reason}`);
    }
    if (attempt === 1) options.onWaiting?.(failure.reason);
    await pause(PAUSE_MS);
  }
}

interface Failure {
  readonly reason: string;
  readonly passes: boolean;
}

async function tryToConnect(connectionString: string): Promise<Failure | undefined> {
  const client = new Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // A connection that breaks between two statements must not end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    return versionFailure(rows[0]?.version ?? 0);
  } catch (error) {
    return { reason: reasonOf(error), passes: isUnavailable(error) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

function versionFailure(version: number): Failure | undefined {
  if (version >= OLDEST_VERSION) return undefined;
  return { reason: `PostgreSQL 17 or newer is needed, this is ${Math.floor(version / 10_000)}`, passes: false };
}

/**
 * Where a name has several addresses, what failed is told for each of them and the whole has no message. Not by
 * `instanceof`: Node's own errors come from outside of a test's world.
 */
function reasonOf(error: unknown): string {
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string };
  return message === '' ? code : message;
}
