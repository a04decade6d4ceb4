import type { DataSourceOptions } from 'typeorm';
import { SERVICE_NAME } from '../configuration.js';
import { entities } from './entities.js';

const CONNECTIONS = 10;
/** Also how long a request waits for a free connection of the pool. */
const CONNECT_TIMEOUT_MS = 2_000;
/** A page of a list takes a few milliseconds; what takes this long is stuck, or its server is. */
const QUERY_TIMEOUT_MS = 5_000;
const IDLE_MS = 60_000;

/** How the running service uses its database: no request waits for it for longer than a few seconds. */
export function dataSourceOptions(
  connectionString: string,
  onPoolError: (error: unknown) => void,
): Extract<DataSourceOptions, { type: 'postgres' }> {
  return {
    type: 'postgres',
    url: connectionString,
    applicationName: SERVICE_NAME,
    entities,
    poolSize: CONNECTIONS,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    extra: {
      statement_timeout: QUERY_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      idleTimeoutMillis: IDLE_MS,
      keepAlive: true,
    },
    poolErrorHandler: onPoolError,
    installExtensions: false,
    // TypeORM would print each failed statement with its parameters.
    logging: false,
  };
}
