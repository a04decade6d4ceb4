import { eventually } from '@portcullis/testing';
import type { History } from './history/history.js';
import { type Counts, judgeNotAbove, judgeNotBelow } from './history/judge-usage.js';
import type { Violation } from './history/violation.js';
import type { World } from './world/world.js';

/** A batch goes off every 500 ms; the rest is a slow machine. */
const COME_THROUGH_WITHIN_MS = 15_000;

/**
 * Waits, in a world that is whole, until everything that was accepted before is counted.
 *
 * @returns what is counted too much at any moment, and what is still missing at the end
 */
export async function settleUsage({ database, replicas }: World, history: History): Promise<readonly Violation[]> {
  const { usage } = history;
  for (const { name, killedMs } of replicas) if (killedMs !== undefined) usage.killed(name, killedMs);
  const beforeMs = performance.now();
  const least = usage.least();
  let missing: readonly Violation[] = [];
  const settled = async (): Promise<readonly Violation[]> => {
    const counted = await countedCalls(database, history.uncounted);
    const above = judgeNotAbove(usage, counted);
    missing = judgeNotBelow(least, counted);
    if (missing.length === 0) usage.agreed(beforeMs);
    if (above.length === 0 && missing.length > 0) throw new Error(`${missing.length} counts are still missing.`);
    return above;
  };
  return eventually(settled, { timeoutMs: COME_THROUGH_WITHIN_MS, intervalMs: 100 }).catch((error: unknown) => {
    if (missing.length === 0) throw error;
    return missing;
  });
}

async function countedCalls(database: World['database'], uncounted: ReadonlySet<string>): Promise<Counts> {
  const rows = await database.ask<{ id: string; counted: string }>('token_service', 'SELECT token_id AS id, sum(counted) AS counted FROM usage_counter GROUP BY token_id');
  return new Map(rows.filter(({ id }) => !uncounted.has(id)).map(({ id, counted }) => [id, Number(counted)]));
}
