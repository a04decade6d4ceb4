import { eventStoreMigrations } from '@portcullis/event-store';
import { figure } from '../../figures/figure.js';
import { alternate } from '../../harness/alternate.js';
import { pairedRatio, quantile } from '../../harness/statistics.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import { BARE_INSERT, BARE_TABLES } from './bare-store.js';
import { issueEvent } from './issue-event.js';
import { appendIssue, connectWriters, type Write, WRITERS, writing } from './writers.js';

const ROUNDS = 11;

/** Issue events through the event store beside bare gapless inserts of as many bytes, on one durable server. */
export const appendMeasure: Measure = { name: 'append', keys: ['append_over_raw_pg'], run };

async function run({ surroundings, say }: MeasureContext): Promise<Findings> {
  const clients = await connectWriters(await surroundings.database('append'));
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

const insertBare: Write = (client) => {
  const { stream, message, ...event } = issueEvent();
  return client.query(BARE_INSERT, [stream, JSON.stringify(event), JSON.stringify(message.body)]);
};
