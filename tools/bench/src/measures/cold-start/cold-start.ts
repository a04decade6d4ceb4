import { figure, type Figure } from '../../figures/figure.js';
import { FEWEST_RUNS } from '../../harness/alternate.js';
import { quantile } from '../../harness/statistics.js';
import { type LogBetween, openLogBetween } from '../../installation/log-between.js';
import { ServiceProcess } from '../../installation/service-process.js';
import { IssuedTokens } from '../../replica/issued-tokens.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import { PublishedTopic } from './published-topic.js';
import { untilKept } from './until-kept.js';

const TOKENS = 1_000_000;
const READY_WITHIN_MS = 120_000;

/** From the start of a service's process to its first fresh moment, with a million tokens published. */
export const coldStartMeasure: Measure = { name: 'cold-start', keys: ['cold_start_1m_log_s', 'cold_start_1m_db_s'], run };

async function run(context: MeasureContext): Promise<Findings> {
  const log = await openLogBetween('kafka', context.surroundings);
  if ('missing' in log) return { figures: [], notes: [`No Kafka, so no figures of it: ${log.missing}.`] };
  try {
    context.say(`publishing ${TOKENS.toLocaleString('en')} tokens`);
    const topic = await PublishedTopic.publish(log.connection, new IssuedTokens(1, TOKENS));
    try {
      const fromLog = await fromTheLog(log, context);
      const fromDatabase = await fromItsDatabase(log, context);
      if (fromDatabase !== undefined) return { figures: [fromLog, fromDatabase] };
      return { figures: [fromLog], notes: ['cold_start_1m_db_s is missing: the service keeps no copy of the token states in its database.'] };
    } finally {
      await topic.stop();
    }
  } finally {
    await log.stop();
  }
}

/** Every start with an empty database of its own. */
async function fromTheLog(log: LogBetween, context: MeasureContext): Promise<Figure> {
  const seconds: number[] = [];
  while (seconds.length < FEWEST_RUNS) {
    const service = await start(log, await context.surroundings.database('inventory'), context);
    await service.stop();
    seconds.push(service.readyAfterMs / 1_000);
    context.say(`from the log: ${seconds.at(-1)?.toFixed(2) ?? ''} s`);
  }
  return figure('cold_start_1m_log_s', quantile(seconds, 0.5), seconds.length);
}

/** One start fills the database, the others find it filled. @returns undefined where nothing is kept. */
async function fromItsDatabase(log: LogBetween, context: MeasureContext): Promise<Figure | undefined> {
  const database = await context.surroundings.database('inventory');
  const first = await start(log, database, context);
  const isKept = await untilKept(database, TOKENS);
  await first.stop();
  if (!isKept) return undefined;
  const seconds: number[] = [];
  while (seconds.length < FEWEST_RUNS) {
    const service = await start(log, database, context);
    await service.stop();
    seconds.push(service.readyAfterMs / 1_000);
    context.say(`from its database: ${seconds.at(-1)?.toFixed(2) ?? ''} s`);
  }
  return figure('cold_start_1m_db_s', quantile(seconds, 0.5), seconds.length);
}

function start(log: LogBetween, databaseUrl: string, { surroundings, profileFolder }: MeasureContext): Promise<ServiceProcess> {
  return ServiceProcess.start({
    app: 'inventory-public-api',
    environment: { DATABASE_URL: databaseUrl, ...log.environment },
    folder: surroundings.folder,
    readyWithinMs: READY_WITHIN_MS,
    profileFolder,
  });
}
