import { transactionSettings } from '@portcullis/event-store';
import type { DataSourceOptions } from 'typeorm';
import { SERVICE_NAME } from '../configuration.js';

const CONNECTIONS = 20;
/** Also how long a request waits for a free connection of the pool. */
const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_MS = 60_000;

/**
 * How the running service uses its database: every connection with the event store's timeouts, so that no command that
 * hangs, and no client that is stopped, holds a row for longer than a few seconds.
 */
export function dataSourceOptions(
  connectionString: string,
  onPoolError: (error: unknown) => void,
): Extract<DataSourceOptions, { type: 'postgres' }> {
  return {
    type: 'postgres',
    url: connectionString,
    applicationName: SERVICE_NAME,
    poolSize: CONNECTIONS,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    extra: { options: transactionSettings, idleTimeoutMillis: IDLE_MS, keepAlive: true },
    poolErrorHandler: onPoolError,
    installExtensions: false,
    // TypeORM would print each failed statement with its parameters.
    logging: false,
  };
}
