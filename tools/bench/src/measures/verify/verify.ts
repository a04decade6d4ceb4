import { join } from 'node:path';
import { figure } from '../../figures/figure.js';
import { pairedRatio, quantile } from '../../harness/statistics.js';
import { runWorker } from '../../workers/run-worker.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import type { VerifyResult, VerifyTask } from './verify.worker.js';

const EVENTS = 200_000;
const ROUNDS = 11;
const TIMEOUT_MS = 300_000;

/** An exported history verified from its file, and beside it the hashing of the same bytes. */
export const verifyMeasure: Measure = { name: 'verify', keys: ['verify_events_per_s', 'verify_over_sha256'], run };

async function run({ surroundings, say, profileFolder }: MeasureContext): Promise<Findings> {
  const task: VerifyTask = { file: join(surroundings.folder, 'history.ndjson'), events: EVENTS, rounds: ROUNDS };
  const { verify, bare } = await runWorker<VerifyResult>({ script: new URL('verify.worker.js', import.meta.url), task, heapMb: 4_096, timeoutMs: TIMEOUT_MS, onProgress: say, profileFolder });
  return {
    figures: [figure('verify_events_per_s', quantile(verify.map((seconds) => EVENTS / seconds), 0.5), ROUNDS), figure('verify_over_sha256', pairedRatio(verify, bare), ROUNDS)],
    notes: [`Verify: a workspace of ${EVENTS.toLocaleString('en')} events, three in four of them uses, from a file that is in the page cache.`],
  };
}
