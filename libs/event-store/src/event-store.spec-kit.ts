import { createTestDatabase, queryOf, type TestDatabase } from '@portcullis/testing';
import { Client } from 'pg';
import { append, type AppendOutcome } from './append.js';
import type { AppendContext, EventToAppend } from './event.js';
import { eventStoreMigrations } from './migrations/index.js';
import { type Query, transactionSettings } from './query.js';

export const context: AppendContext = { actor: { type: 'user', id: 'usr_1' }, requestId: 'req_1' };

/** A store, and beside it a read model with a row for each token, as an application would have. */
export function openStore(): Promise<TestDatabase> {
  return createTestDatabase([...eventStoreMigrations, { name: 'read-model', sql: 'CREATE TABLE token (id text PRIMARY KEY, uses int NOT NULL DEFAULT 0)' }]);
}

/** An event with a topic message, of a token that belongs to `workspaceId`. */
export function tokenEvent(stream: string, expectedVersion: number, workspaceId = 'wsp_1'): EventToAppend {
  const data = { text: `of ${stream}` };
  return {
    stream,
    expectedVersion,
    type: 'TokenUpdated',
    schemaVersion: 1,
    workspaceId,
    data,
    message: { key: stream, body: { tokenId: stream, version: expectedVersion + 1, data } },
  };
}

/** The same event, of which no message is published. */
export function unpublished({ stream, expectedVersion, type, schemaVersion, workspaceId, data }: EventToAppend): EventToAppend {
  return { stream, expectedVersion, type, schemaVersion, workspaceId, data };
}

/** Appends in a transaction of its own, rolled back where the outcome is a conflict. */
export async function commit(store: TestDatabase, events: readonly EventToAppend[], by: AppendContext = context): Promise<AppendOutcome> {
  let outcome: AppendOutcome | undefined;
  try {
    await store.transaction(async (query) => {
      outcome = await append(query, events, by);
      if (outcome.outcome === 'conflict') throw new Error('rolled back');
    });
  } catch (error) {
    if (outcome?.outcome !== 'conflict') throw error;
  }
  if (!outcome) throw new Error('nothing was appended');
  return outcome;
}

export interface Session {
  readonly query: Query;
  /** Settles once the server has ended the connection. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** A connection of its own with the settings of one that appends. */
export async function openSession(store: TestDatabase): Promise<Session> {
  const client = new Client({ connectionString: store.connectionString, options: transactionSettings });
  const ended = new Promise<void>((resolve) => {
    client.on('error', () => {
      resolve();
    });
    client.on('end', () => {
      resolve();
    });
  });
  await client.connect();
  return { query: queryOf(client), ended, close: () => client.end().catch(() => undefined) };
}
