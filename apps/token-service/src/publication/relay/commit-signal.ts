import type { LogLogger } from '@portcullis/log';
import { Client } from 'pg';

const RECONNECT_AFTER_MS = 1_000;

/**
 * Hears the store's NOTIFY at each commit. It only wakes the relay: a notification that is lost, or a connection that
 * hangs, costs a quarter of a second and nothing else. Needs a connection of its own: a pooler that lends one for each
 * transaction hears nothing.
 */
export class CommitSignal {
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly connectionString: string,
    private readonly channel: string,
    private readonly onCommit: () => void,
    private readonly logger: LogLogger,
  ) {}

  async start(): Promise<void> {
    const client = new Client({ connectionString: this.connectionString, keepAlive: true, connectionTimeoutMillis: 3_000 });
    this.client = client;
    client.on('notification', this.onCommit);
    client.on('error', (error) => {
      this.lost(client, error);
    });
    client.on('end', () => {
      this.lost(client);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${this.channel}`);
    } catch (error) {
      this.lost(client, error);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end();
  }

  private lost(client: Client, error?: unknown): void {
    if (this.stopped || client !== this.client) return;
    this.client = undefined;
    this.logger.warn({ err: error }, 'not listening for commits: connecting again');
    client.end().catch(() => undefined);
    this.timer = setTimeout(() => void this.start(), RECONNECT_AFTER_MS);
  }
}
