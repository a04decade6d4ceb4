import { randomBytes } from 'node:crypto';
import { append, eventStoreMigrations } from '@portcullis/event-store';
import { Client } from 'pg';
import { figure } from '../../figures/figure.js';
import { alternate, type Arm } from '../../harness/alternate.js';
import { pairedRatio, quantile } from '../../harness/statistics.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import { BARE_INSERT, BARE_TABLES } from './bare-store.js';
import { issueEvent } from './issue-event.js';

const WRITERS = 8;
const ROUNDS = 11;
const ROUND_MS = 1_500;
const ACTOR = { type: 'user', id: 'usr_benchbenchbenchbenchbench' } as const;

/** Issue events through the event store beside bare gapless inserts of as many bytes, on one durable server. */
export const appendMeasure: Measure = { name: 'append', keys: ['append_over_raw_pg'], run };

type Write = (client: Client) => Promise<unknown>;

async function run({ surroundings, say }: MeasureContext): Promise<Findings> {
  const clients = await connect(await surroundings.database('append'));
  try {
    for (const { sql } of eventStoreMigrations) await clients[0]?.query(sql);
    await clients[0]?.query(BARE_TABLES);
    const { store, bare } = await alternate(
      { store: writing(clients, appendIssue), bare: writing(clients, insertBare) },
      { warmUps: 2, counted: ROUNDS, onRound: (round) => { say(`round ${round} of ${ROUNDS}`); } },
    );
    return {
      figures: [
        figure('append_over_raw_pg', pairedRatio(store, bare), ROUNDS),
        figure('append_per_s', quantile(store, 0.5), ROUNDS),
        figure('append_raw_pg_per_s', quantile(bare, 0.5), ROUNDS),
      ],
      notes: [`Appends: ${WRITERS} connections, one event a transaction, both with BEGIN and COMMIT around one statement.`],
    };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

function connect(connectionString: string): Promise<Client[]> {
  return Promise.all(
    Array.from({ length: WRITERS }, async () => {
      const client = new Client({ connectionString });
      await client.connect();
      return client;
    }),
  );
}

/** Transactions a second, all writers together, each one transaction after the other. */
function writing(clients: readonly Client[], write: Write): Arm {
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

const appendIssue: Write = async (client) => {
  const query = async <R extends object>(sql: string, params: readonly unknown[] = []): Promise<R[]> => (await client.query<R>(sql, [...params])).rows;
  const outcome = await append(query, [issueEvent()], { actor: ACTOR, requestId: randomBytes(16).toString('hex') });
  if (outcome.outcome !== 'appended') throw new Error(`an append ended in ${outcome.outcome}`);
};

const insertBare: Write = (client) => {
  const { stream, message, ...event } = issueEvent();
  return client.query(BARE_INSERT, [stream, JSON.stringify(event), JSON.stringify(message.body)]);
};

