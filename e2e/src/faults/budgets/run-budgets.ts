import { converge } from '../converge.js';
import { History } from '../history/history.js';
import { judgeHistory } from '../history/judge-history.js';
import type { FaultResult } from '../outcome.js';
import { isWanted } from '../only.js';
import { SeededRandom } from '../seeded-random.js';
import { noSecretInAnyLog } from '../world/no-secret-in-any-log.js';
import { startWorld } from '../world/start-world.js';
import { DEFAULT_BOUND_MS, type World } from '../world/world.js';
import { OwnerClient } from '../workload/owner-client.js';
import { Workload } from '../workload/workload.js';
import { type Budget, BUDGETS } from './budget.js';

/** Spends each budget once at the default bound, under calls of which none may be refused. */
export async function runBudgets(seed: number, only: readonly string[] | undefined, onResult: (result: FaultResult) => void): Promise<void> {
  const wanted = BUDGETS.filter(({ name }) => isWanted(name, only));
  if (wanted.length === 0) return;
  const world = await startWorld('kafka', DEFAULT_BOUND_MS);
  try {
    const history = new History();
    const owners = await OwnerClient.logInAll(world, history);
    const [owner] = owners;
    const workload = new Workload(world, owners, history, new SeededRandom(seed));
    workload.begin();
    await converge(world, owner, history);
    for (const budget of wanted) onResult(await spend(budget, world, owner, history));
    await workload.end();
  } finally {
    await world.stop();
    onResult(noSecretInAnyLog(world));
    world.remove();
  }
}

async function spend(budget: Budget, world: World, owner: OwnerClient, history: History): Promise<FaultResult> {
  const startedAtMs = performance.now();
  const revokedBefore = history.confirmedRevoked().length;
  const tookMs = await budget.spend(world);
  await converge(world, owner, history);
  const problems = [...(tookMs > budget.limitMs ? [`It took ${Math.round(tookMs)} ms.`] : []), ...refusals(history), ...judgeHistory(history).map(({ detail }) => detail)];
  const meanwhile = `${history.calls.length} calls, ${history.confirmedRevoked().length - revokedBefore} revocations confirmed`;
  history.forgetCalls();
  return {
    name: `${budget.name}: ${(tookMs / 1_000).toFixed(1)} of ${budget.limitMs / 1_000} s`,
    seconds: (performance.now() - startedAtMs) / 1_000,
    meanwhile,
    problems,
  };
}

/** Within the bound nobody may get a 503 for being checked by a replica that hears nothing. */
function refusals(history: History): readonly string[] {
  const refused = history.calls.filter(({ status }) => status === 503);
  return refused.length === 0 ? [] : [`${refused.length} calls were answered 503.`];
}
