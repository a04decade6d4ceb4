import { poolOptions } from '@portcullis/service-database';
import { SERVICE_NAME } from '../configuration.js';
import { entities } from './entities.js';

const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 2_000;
/** A page of a list takes a few milliseconds; what takes this long is stuck, or its server is. */
const QUERY_TIMEOUT_MS = 5_000;

/** How the running service uses its database: no request waits for it for longer than a few seconds. */
export function dataSourceOptions(
  connectionString: string,
  onPoolError: (error: unknown) => void,
): ReturnType<typeof poolOptions> {
  const options = poolOptions({
    connectionString,
    applicationName: SERVICE_NAME,
    connections: CONNECTIONS,
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    perConnection: { statement_timeout: QUERY_TIMEOUT_MS, query_timeout: QUERY_TIMEOUT_MS },
    onPoolError,
  });
  return { ...options, entities };
}
