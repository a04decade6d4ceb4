import { randomBytes } from 'node:crypto';
import { append } from '@portcullis/event-store';
import { Client } from 'pg';
import type { Arm } from '../../harness/alternate.js';
import { issueEvent } from './issue-event.js';

export const WRITERS = 8;
const ROUND_MS = 1_500;
const ACTOR = { type: 'user', id: 'usr_benchbenchbenchbenchbench' } as const;

export type Write = (client: Client) => Promise<unknown>;

export function connectWriters(connectionString: string): Promise<Client[]> {
  return Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const client = new Client({ connectionString });
      await client.connect();
      return client;
    }),
  );
}

/** Transactions a second, all writers together, each one transaction after the other. */
export function writing(clients: readonly Client[], write: Write): Arm {
  return async () => {
    const startedAtMs = performance.now();
    const counts = await Promise.all(
      clients.map(async (client) => {
        let count = 0;
        for (; performance.now() - startedAtMs < ROUND_MS; count += 1) await inTransaction(client, write);
        return count;
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - startedAtMs) / 1_000);
  };
}

async function inTransaction(client: Client, write: Write): Promise<void> {
  await client.query('BEGIN');
  await write(client);
  await client.query('COMMIT');
}

/** One issue event through the event store. */
export const appendIssue: Write = async (client) => {
  const query = async <R extends object>(sql: string, params: readonly unknown[] = []): Promise<R[]> => (await client.query<R>(sql, [...params])).rows;
  const outcome = await append(query, [issueEvent()], { actor: ACTOR, requestId: randomBytes(16).toString('hex') });
  if (outcome.outcome !== 'appended') throw new Error(`an append ended in ${outcome.outcome}`);
};
