import { converge } from './converge.js';
import { History } from './history/history.js';
import { judgeHistory } from './history/judge-history.js';
import type { Violation } from './history/violation.js';
import type { Fault } from './kinds/index.js';
import type { Options } from './options.js';
import type { FaultResult } from './outcome.js';
import { SeededRandom } from './seeded-random.js';
import { settleUsage } from './settle-usage.js';
import { noSecretInAnyLog } from './world/no-secret-in-any-log.js';
import { startWorld } from './world/start-world.js';
import { type LogKind, SHORT_BOUND_MS, type World } from './world/world.js';
import { OwnerClient } from './workload/owner-client.js';
import { Workload } from './workload/workload.js';

export interface FaultRun {
  readonly log: LogKind;
  readonly faults: readonly Fault[];
  readonly rounds: number;
  readonly seed: number;
  readonly keep: Options['keep'];
  readonly otherVersion: Options['otherVersion'];
  /** Whether enough was seen; asked before each fault. */
  readonly isOver: () => boolean;
  readonly onResult: (result: FaultResult) => void;
  readonly onKept: (folder: string) => void;
}

/** Every fault once a round, in an order and with times that the seed decides, under one workload that never stops. */
export async function runFaults(run: FaultRun): Promise<void> {
  const { seed, keep } = run;
  const world = await startWorld(run.log, SHORT_BOUND_MS, run.otherVersion);
  let broken = true;
  try {
    const history = new History();
    const owners = await OwnerClient.logInAll(world, history);
    const workload = new Workload(world, owners, history, new SeededRandom(seed + 1));
    workload.begin();
    await converge(world, owners[0], history);
    broken = await everyRound(run, (fault, random) => oneFault(fault, world, owners[0], history, random));
    await workload.end();
    const counts = await countsAgree(world, history);
    broken ||= counts.problems.length > 0;
    run.onResult(counts);
  } finally {
    await world.stop();
    const logs = noSecretInAnyLog(world);
    run.onResult(logs);
    const stays = keep === 'always' || (keep === 'broken' && (broken || logs.problems.length > 0));
    if (stays) run.onKept(world.folder);
    else world.remove();
  }
}

/** @returns whether anything was broken. */
async function everyRound({ faults, rounds, seed, isOver, onResult }: FaultRun, one: (fault: Fault, random: SeededRandom) => Promise<FaultResult>): Promise<boolean> {
  const random = new SeededRandom(seed);
  let broken = false;
  for (let round = 1; round <= rounds; round += 1) {
    for (const fault of random.shuffle(faults)) {
      if (isOver()) return broken;
      const result = await one(fault, random);
      broken ||= result.problems.length > 0;
      onResult(result);
    }
  }
  return broken;
}

async function oneFault(fault: Fault, world: World, owner: OwnerClient, history: History, random: SeededRandom): Promise<FaultResult> {
  const startedAtMs = performance.now();
  const revokedBefore = history.confirmedRevoked().length;
  const problems: string[] = [];
  try {
    await fault.inflict(world, random, history);
    await converge(world, owner, history);
    problems.push(...summary(await settleUsage(world, history)));
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    await revive(world);
  }
  problems.push(...summary(judgeHistory(history)), ...untested(history, startedAtMs));
  const meanwhile = `${history.calls.length} calls, ${history.confirmedRevoked().length - revokedBefore} revocations confirmed`;
  history.forgetCalls();
  return { name: `${fault.name}, on ${world.log}`, seconds: (performance.now() - startedAtMs) / 1_000, meanwhile, problems };
}

/** With nobody calling any more: each count is that of the calls made, but for those without an answer and those of a killed process. */
async function countsAgree(world: World, history: History): Promise<FaultResult> {
  const startedAtMs = performance.now();
  const problems = summary(await settleUsage(world, history));
  return {
    name: `each token's uses are counted, on ${world.log}`,
    seconds: (performance.now() - startedAtMs) / 1_000,
    meanwhile: `${[...history.usage.least().values()].reduce((sum, count) => sum + count, 0)} calls of ${history.tokens.size} tokens`,
    problems,
  };
}

/** A fault that did not come to its end may have left something down, which the next one must not be blamed for. */
async function revive({ database, broker, network, tokenServices, replicas }: World): Promise<void> {
  if (!database.isRunning) await database.start();
  if (broker?.isRunning === false) await broker.start();
  broker?.resume();
  await network.restore();
  for (const service of [...tokenServices, ...replicas]) {
    service.signal('SIGCONT');
    if (!service.isRunning) await service.start();
  }
}

/** A fault under which nothing was revoked, refused or accepted has told nothing. */
function untested(history: History, sinceMs: number): readonly string[] {
  const revoked = history.confirmedRevoked();
  const ids = new Set(revoked.map(({ id }) => id));
  const seen = {
    'a confirmed revocation': revoked.some(({ revokeConfirmedMs = 0 }) => revokeConfirmedMs > sinceMs),
    'a refused call of a revoked token': history.calls.some(({ status, tokenId }) => status === 401 && ids.has(tokenId)),
    'an accepted call': history.calls.some(({ status }) => status === 200),
  };
  return Object.entries(seen).flatMap(([what, was]) => (was ? [] : [`Nothing was tested: there was not ${what}.`]));
}

/** How often each guarantee was broken, and the first time. */
function summary(violations: readonly Violation[]): readonly string[] {
  const guarantees = [...new Set(violations.map(({ guarantee }) => guarantee))];
  return guarantees.map((guarantee) => {
    const found = violations.filter((one) => one.guarantee === guarantee);
    return `${guarantee}: broken ${found.length} times; first: ${found[0]?.detail ?? ''}`;
  });
}
