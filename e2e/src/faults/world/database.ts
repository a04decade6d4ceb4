import { randomBytes } from 'node:crypto';
import { type DatabaseUrls, prepareDatabases, type RunningPostgres, startPostgres } from '@portcullis/tools';
import pg from 'pg';
import { rememberSecrets } from '../../made-secrets.js';

/** The PostgreSQL of one world: both services' databases and, where the log is embedded, the log's. */
export class Database {
  private running: RunningPostgres | undefined;
  private readonly record = { rolePasswords: { token_service: drawPassword(), inventory: drawPassword() } };

  constructor(
    private readonly directory: string,
    private readonly port: number,
  ) {}

  async start(): Promise<void> {
    this.running = await startPostgres({ dataDirectory: this.directory, port: this.port, mode: 'throwaway' });
  }

  prepare(log: 'embedded' | 'kafka'): Promise<DatabaseUrls> {
    return prepareDatabases(this.server(), this.record, log);
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  async stop(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    await running?.stop();
  }

  /** Rows of one statement, as the superuser. */
  async ask<R extends object>(database: 'token_service' | 'inventory' | 'portcullis_log', sql: string, params: readonly unknown[] = []): Promise<readonly R[]> {
    const client = new pg.Client({ connectionString: this.server().url(database) });
    await client.connect();
    try {
      return (await client.query<R>(sql, [...params])).rows;
    } finally {
      await client.end();
    }
  }

  private server(): RunningPostgres {
    if (this.running === undefined) throw new Error('PostgreSQL was not started.');
    return this.running;
  }
}

function drawPassword(): string {
  const password = randomBytes(12).toString('hex');
  rememberSecrets(password);
  return password;
}
