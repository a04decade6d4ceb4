import { Socket } from 'node:net';
import pg from 'pg';
import { AccessDenied, TopologyError } from '../log.js';

/** A server that gives no answer for this long counts as gone: a stopped process keeps its connections open. */
export const ANSWER_TIMEOUT_MS = 3_000;

/** One connection to the log's database, thrown away at the first sign of trouble. */
export class Session {
  private constructor(
    private readonly client: pg.Client,
    private readonly socket: Socket,
  ) {}

  /** `name` is what the server's own views show. @throws after `ANSWER_TIMEOUT_MS` at the latest. */
  static async open(connectionString: string, name: string, signal: AbortSignal): Promise<Session> {
    signal.throwIfAborted();
    const socket = new Socket();
    const client = new pg.Client({
      connectionString,
      application_name: name.slice(0, 63),
      stream: () => socket,
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: ANSWER_TIMEOUT_MS,
    });
    // A connection that ends while nothing is asked of it shows at the next question; unheard, it would end the process.
    client.on('error', () => undefined);
    const abandon = (): void => void socket.destroy();
    signal.addEventListener('abort', abandon, { once: true });
    try {
      await client.connect();
      signal.throwIfAborted();
      return new Session(client, socket);
    } catch (error) {
      socket.destroy();
      throw asPortError(error);
    } finally {
      signal.removeEventListener('abort', abandon);
    }
  }

  /** One prepared statement, one round trip; rows come as arrays of texts and Buffers. */
  async query<R extends unknown[]>(name: string, text: string, values: unknown[]): Promise<R[]> {
    try {
      return (await this.client.query<R>({ name, text, values, rowMode: 'array' })).rows;
    } catch (error) {
      throw asPortError(error);
    }
  }

  /** Calls back whenever the channel is notified, and once when the connection ends. */
  async listen(channel: string, onWake: () => void): Promise<void> {
    this.client.on('notification', onWake);
    this.client.on('end', onWake);
    await this.client.query(`listen ${pg.escapeIdentifier(channel)}`);
  }

  /** Takes leave of a server that listens, and waits for none that does not. */
  end(): void {
    void this.client.end().catch(() => undefined);
    this.socket.destroySoon();
  }

  destroy(): void {
    this.socket.destroy();
  }
}

/**
 * SQLSTATE classes that say what was asked is wrong: data (22), constraints (23), credentials (28), database name (3D),
 * syntax, objects and rights (42). Anything else – connections, resources, shutdowns, timeouts – may pass by itself.
 */
const REFUSALS = new Set(['22', '23', '28', '3D', '42', 'PC']);

/** Whether asking again is pointless. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof AccessDenied || error instanceof TopologyError) return true;
  return REFUSALS.has(sqlState(error).slice(0, 2));
}

/** The topic has another id than the reader knows, or ends before the reader's place. */
export function isTopicMadeAgain(error: unknown): boolean {
  return sqlState(error) === 'PCL01';
}

function sqlState(error: unknown): string {
  return error instanceof pg.DatabaseError ? (error.code ?? '') : '';
}

function asPortError(error: unknown): unknown {
  const state = sqlState(error);
  if (state === '42501') return new AccessDenied(messageOf(error), { cause: error });
  if (state === '42704' || state === 'PCL02') return new TopologyError(messageOf(error), { cause: error });
  return error;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
