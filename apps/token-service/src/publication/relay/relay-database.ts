import type { Query } from '@portcullis/event-store';
import type { LogLogger } from '@portcullis/log';
import { Pool } from 'pg';

const CONNECTIONS = 4;
/** A statement here touches a handful of rows; one that takes longer hangs, and is to be tried again on another connection. */
const STATEMENT_MS = 2_000;
const ANSWER_MS = 3_000;

/**
 * Connections of their own for relay, boots and receipts: requests that fill the service's pool never hold a revocation
 * up, and a server that stops answering is noticed by the client's own clock.
 */
export class RelayDatabase {
  private readonly pool: Pool;
  private readonly names = new Map<string, string>();

  constructor(connectionString: string, logger: LogLogger) {
    this.pool = new Pool({
      connectionString,
      application_name: 'token-service relay',
      max: CONNECTIONS,
      connectionTimeoutMillis: ANSWER_MS,
      statement_timeout: STATEMENT_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    this.pool.on('error', (error) => {
      logger.warn({ err: error }, "a connection of the relay's broke");
    });
  }

  /** The statements are few, and each is asked again and again: a connection plans it once, which takes longer than to run it. */
  readonly query: Query = async <R extends object>(sql: string, params: readonly unknown[] = []) => {
    const { rows } = await this.pool.query<R>({ name: this.nameOf(sql), text: sql, values: [...params] });
    return rows;
  };

  async close(): Promise<void> {
    await this.pool.end();
  }

  private nameOf(sql: string): string {
    const name = this.names.get(sql) ?? `relay_${this.names.size}`;
    this.names.set(sql, name);
    return name;
  }
}
