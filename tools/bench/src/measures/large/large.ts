import { figure } from '../../figures/figure.js';
import { pairedRatio, quantile } from '../../harness/statistics.js';
import { runWorker } from '../../workers/run-worker.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import type { LargeResult, LargeTask } from './large.worker.js';

const TASK: LargeTask = { smaller: 1_000_000, larger: 10_000_000, rounds: 25, churnMs: 30_000 };
const TIMEOUT_MS = 1_500_000;

/** What ten times as many tokens cost: the check, the memory, and the pauses for garbage while tokens change. */
export const largeMeasure: Measure = {
  name: 'large',
  keys: ['authorize_10m_over_1m', 'gc_pause_max_ms_10m'],
  only: 'large',
  run,
};

async function run(context: MeasureContext): Promise<Findings> {
  const { smaller, larger, bytesPerToken, gcPauseMaxMs, gcs, changed } = await runWorker<LargeResult>({
    script: new URL('large.worker.js', import.meta.url),
    task: TASK,
    heapMb: 12_288,
    timeoutMs: TIMEOUT_MS,
    onProgress: context.say,
    profileFolder: context.profileFolder,
  });
  return {
    figures: [
      figure('authorize_10m_over_1m', pairedRatio(larger, smaller), TASK.rounds),
      { key: 'gc_pause_max_ms_10m', value: gcPauseMaxMs },
      figure('authorize_1m_large_ns', quantile(smaller, 0.5), TASK.rounds),
      figure('authorize_10m_ns', quantile(larger, 0.5), TASK.rounds),
      { key: 'bytes_per_token_10m', value: bytesPerToken },
    ],
    notes: [`Garbage was collected ${gcs} times in ${TASK.churnMs / 1_000} s, with ${changed} changes and twenty times as many checks.`],
  };
}
