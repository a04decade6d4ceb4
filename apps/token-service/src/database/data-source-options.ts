import { transactionSettings } from '@portcullis/event-store';
import { poolOptions } from '@portcullis/service-database';
import { SERVICE_NAME } from '../configuration.js';

const CONNECTIONS = 20;
const CONNECT_TIMEOUT_MS = 5_000;
/** The event store's transactions end after five seconds, by the server's own clock. */
const SILENCE_MS = 6_000;

/**
 * How the running service uses its database: every connection with the event store's timeouts, so that no command that
 * hangs, and no client that is stopped, holds a row for longer than a few seconds.
 */
export function dataSourceOptions(
  connectionString: string,
  onPoolError: (error: unknown) => void,
): ReturnType<typeof poolOptions> {
  return poolOptions({
    connectionString,
    applicationName: SERVICE_NAME,
    connections: CONNECTIONS,
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    silenceMs: SILENCE_MS,
    perConnection: { options: transactionSettings },
    onPoolError,
  });
}
