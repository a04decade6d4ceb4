import { type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Scope } from '@portcullis/scopes';
import { alternate } from '../../harness/alternate.js';
import { seededRandom } from '../../harness/random.js';
import { CLIENT_ADDRESS, IssuedTokens } from '../../replica/issued-tokens.js';
import { type OpenReplica, openReplica } from '../../replica/open-replica.js';
import { type Say, work } from '../../workers/work.js';
import { residentBytes } from '../check/resident.js';
import { randomSecrets } from '../check/samples.js';
import { betweenTurns, expecting, nsPerCall } from '../check/timed-calls.js';

export interface LargeTask {
  readonly smaller: number;
  readonly larger: number;
  readonly rounds: number;
  readonly churnMs: number;
}

export interface LargeResult {
  readonly smaller: readonly number[];
  readonly larger: readonly number[];
  readonly bytesPerToken: number;
  readonly gcPauseMaxMs: number;
  readonly gcs: number;
  readonly changed: number;
}

const CALLS = 20_000;
const CHANGES_A_STEP = 100;
const CHECKS_A_STEP = 2_000;
const REQUIRED: readonly Scope[] = ['items:read'];

await work((task, say) => measure(task as LargeTask, say));

async function measure(task: LargeTask, say: Say): Promise<LargeResult> {
  const random = seededRandom(11);
  const few = new IssuedTokens(1, task.smaller);
  const small = await openReplica(few);
  say(`${task.smaller.toLocaleString('en')} tokens loaded`);
  const before = residentBytes();
  const many = new IssuedTokens(2, task.larger);
  const large = await openReplica(many);
  const bytesPerToken = (residentBytes() - before) / task.larger;
  say(`${task.larger.toLocaleString('en')} tokens loaded, ${Math.round(bytesPerToken)} B each`);
  const samples = await alternate(
    { smaller: arm(small, few, random), larger: arm(large, many, random) },
    { warmUps: 3, counted: task.rounds },
  );
  say('changing tokens while checking them');
  return { ...samples, bytesPerToken, ...(await churn(large, many, task.churnMs, random)) };
}

function arm({ replica }: OpenReplica, tokens: IssuedTokens, random: () => number): () => Promise<number> {
  const check = expecting('allowed', (token) => replica.check(token, { address: CLIENT_ADDRESS, requiredScopes: REQUIRED }));
  return () => {
    const drawn = randomSecrets(tokens, CALLS, random);
    return betweenTurns(() => nsPerCall(drawn, check))();
  };
}

/** Changes and checks random tokens for a while; the longest time that collecting garbage stopped the process at once. */
async function churn(
  { replica, log }: OpenReplica,
  tokens: IssuedTokens,
  forMs: number,
  random: () => number,
): Promise<Pick<LargeResult, 'gcPauseMaxMs' | 'gcs' | 'changed'>> {
  const pauses: number[] = [];
  const keep = (entries: readonly PerformanceEntry[]): void => {
    for (const { duration } of entries) pauses.push(duration);
  };
  const observer = new PerformanceObserver((list) => {
    keep(list.getEntries());
  });
  observer.observe({ entryTypes: ['gc'] });
  let changed = 0;
  const untilMs = performance.now() + forMs;
  while (performance.now() < untilMs) {
    const indices = Array.from({ length: CHANGES_A_STEP }, () => Math.floor(random() * tokens.count));
    await log.change([...new Set(indices)]);
    // The replica's own turn: its probes, its usage batches.
    await setImmediate();
    changed += CHANGES_A_STEP;
    // Not all are live any more: only the check's work is wanted here.
    for (const token of randomSecrets(tokens, CHECKS_A_STEP, random)) replica.check(token, { address: CLIENT_ADDRESS, requiredScopes: REQUIRED });
  }
  await setImmediate();
  keep(observer.takeRecords());
  observer.disconnect();
  return { gcPauseMaxMs: Math.max(0, ...pauses), gcs: pauses.length, changed };
}
