import { figure } from '../../figures/figure.js';
import { quantile } from '../../harness/statistics.js';
import { openLogBetween } from '../../installation/log-between.js';
import { Operator } from '../../installation/operator.js';
import { runServiceCommand, ServiceProcess } from '../../installation/service-process.js';
import { checkpointFiles } from '@portcullis/tools';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import { writeHistory } from './written-history.js';

const READY_WITHIN_MS = 150_000;
const ROUNDS = 41;
const WARM_UPS = 10;
const REBUILDS = 7;

/** Tokens made again from their events: one as of a moment, over HTTP; and all of them, beside their rows. */
export const historyMeasure: Measure = { name: 'history', keys: ['as_of_10k_events_ms', 'rebuild_events_per_s'], run };

async function run({ surroundings, say, profileFolder }: MeasureContext): Promise<Findings> {
  const log = await openLogBetween('embedded', surroundings);
  if ('missing' in log) throw new Error(log.missing);
  const environment = { DATABASE_URL: await surroundings.database('history'), ...log.environment, ...checkpointFiles(surroundings.folder) };
  const owner = await runServiceCommand('token-service', ['workspace', 'create', '--name', 'Bench', '--owner-email', 'owner@bench.example'], environment);
  say('writing a history');
  const { events, used, changed } = await writeHistory(environment.DATABASE_URL, String(owner['workspaceId']));
  const rebuilds = await rebuildAgain(environment, say);
  const service = await ServiceProcess.start({ app: 'token-service', folder: surroundings.folder, readyWithinMs: READY_WITHIN_MS, profileFolder, environment });
  try {
    const operator = await Operator.logIn(service.url, String(owner['email']), String(owner['password']));
    const ofUsed = await asOf(operator, used, events);
    const ofChanged = await asOf(operator, changed, events);
    operator.close();
    return {
      figures: [
        figure('as_of_10k_events_ms', quantile(ofUsed, 0.5), ROUNDS),
        figure('as_of_10k_changes_ms', quantile(ofChanged, 0.5), ROUNDS),
        figure('rebuild_events_per_s', quantile(rebuilds, 0.5), REBUILDS),
      ],
      notes: [`History: ${events} events; as of its end, a token of 1,000 changes (the most) and 9,000 uses, and one of 10,000 changes.`],
    };
  } finally {
    await service.stop();
  }
}

async function rebuildAgain(environment: Readonly<Record<string, string>>, say: (line: string) => void): Promise<number[]> {
  const rates: number[] = [];
  for (let round = 1; round <= REBUILDS; round += 1) {
    say(`rebuild ${round} of ${REBUILDS}`);
    // Ends with 1 where a row differs, and so does the measure.
    rates.push(Number((await runServiceCommand('token-service', ['rebuild'], environment))['eventsPerSecond']));
  }
  return rates;
}

async function asOf(operator: Operator, tokenId: string, position: number): Promise<number[]> {
  const samples: number[] = [];
  for (let round = 1 - WARM_UPS; round <= ROUNDS; round += 1) {
    const startedAtMs = performance.now();
    await operator.look(`/api/v1/api-keys/${tokenId}?asOf=${position}`);
    if (round >= 1) samples.push(performance.now() - startedAtMs);
  }
  return samples;
}
