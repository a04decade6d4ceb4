import { figure } from '../../figures/figure.js';
import { quantile } from '../../harness/statistics.js';
import { runWorker } from '../../workers/run-worker.js';
import type { Findings, Measure, MeasureContext } from '../measure.js';
import { measureLag } from './lag.js';
import type { UsageResult, UsageTask } from './usage.worker.js';

const ROUNDS = 25;

/** What counting a call costs in all, in the request and after it; and how long a call takes to be shown. */
export const usageMeasure: Measure = { name: 'usage', keys: ['usage_ns_per_call', 'usage_lag_p99_ms'], run };

async function run(context: MeasureContext): Promise<Findings> {
  const { nsPerCall } = await runWorker<UsageResult>({
    script: new URL('usage.worker.js', import.meta.url),
    task: { rounds: ROUNDS } satisfies UsageTask,
    heapMb: 1_024,
    timeoutMs: 300_000,
    onProgress: context.say,
    profileFolder: context.profileFolder,
  });
  const lag = await measureLag(context);
  return { figures: [figure('usage_ns_per_call', quantile(nsPerCall, 0.5), ROUNDS), ...lag.figures], notes: lag.notes ?? [] };
}
