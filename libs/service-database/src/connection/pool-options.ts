import type { DataSourceOptions } from 'typeorm';
import { impatientSocket } from './impatient-socket.js';

const IDLE_MS = 60_000;

export interface PoolSettings {
  readonly connectionString: string;
  /** As PostgreSQL shows the connections to an operator. */
  readonly applicationName: string;
  /** The most at a time. */
  readonly connections: number;
  /** Also how long a request waits for a free connection of the pool. */
  readonly connectTimeoutMs: number;
  /** For how long the server may say nothing to a statement: longer than the longest that the statements' own limits allow. */
  readonly silenceMs?: number;
  /** What pg is told of each connection besides: `statement_timeout`, `query_timeout`, libpq's `options`. */
  readonly perConnection: Readonly<Record<string, unknown>>;
  /** An idle connection broke. */
  readonly onPoolError: (error: unknown) => void;
}

/** How a running service uses its database: what TypeORM needs for a DataSource but for the entities. */
export function poolOptions(settings: PoolSettings): Extract<DataSourceOptions, { type: 'postgres' }> {
  const { silenceMs } = settings;
  const patience = silenceMs === undefined ? {} : { stream: () => impatientSocket(silenceMs) };
  return {
    type: 'postgres',
    url: settings.connectionString,
    applicationName: settings.applicationName,
    poolSize: settings.connections,
    connectTimeoutMS: settings.connectTimeoutMs,
    extra: { ...settings.perConnection, ...patience, idleTimeoutMillis: IDLE_MS, keepAlive: true },
    poolErrorHandler: settings.onPoolError,
    installExtensions: false,
    // TypeORM would print each failed statement with its parameters.
    logging: false,
  };
}
