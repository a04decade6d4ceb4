import { converge } from './converge.js';
import { History } from './history/history.js';
import { CAUSES_TO_TRY, judgeHistory, refusalsTried } from './history/judge-history.js';
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

/** What goes wrong then is no fault's. */
export const BEFORE_ANY_FAULT = 'before any fault';

/** Every fault once a round, in an order and with times that the seed decides, under one workload that never stops. */
export async function runFaults(run: FaultRun): Promise<void> {
  const { keep } = run;
  const world = await startWorld(run.log, SHORT_BOUND_MS, run.otherVersion);
  let broken = true;
  try {
    broken = await inWorld(run, world);
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
async function inWorld(run: FaultRun, world: World): Promise<boolean> {
  const history = new History();
  const owners = await OwnerClient.logInAll(world, history);
  const workload = new Workload(world, owners, history, new SeededRandom(run.seed + 1));
  workload.begin();
  const beginning = await wholeAtFirst(run, world, owners[0], history);
  const atFirst = beginning.problems.length > 0;
  const broken = atFirst || (await everyRound(run, (fault, random) => oneFault(fault, world, owners[0], history, random)));
  await workload.end();
  const results = atFirst ? [beginning] : [await countsAgree(world, history), everyRefusalTried(run, history)];
  for (const result of results) run.onResult(result);
  return broken || results.some(({ problems }) => problems.length > 0);
}

/** What is wrong without any fault: under one it would tell nothing. */
async function wholeAtFirst({ log }: FaultRun, world: World, owner: OwnerClient, history: History): Promise<FaultResult> {
  const startedAtMs = performance.now();
  const problems: string[] = [];
  try {
    await converge(world, owner, history);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  problems.push(...summary(judgeHistory(history)));
  return { name: `${BEFORE_ANY_FAULT}, on ${log}`, seconds: (performance.now() - startedAtMs) / 1_000, meanwhile: `${history.calls.length} calls`, problems };
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
  const [revokedBefore, changedBefore] = [history.confirmedRevoked().length, history.confirmedChanges()];
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
  for (const [cause, calls] of refusalsTried(history)) history.tried.set(cause, (history.tried.get(cause) ?? 0) + calls);
  const changed = history.confirmedChanges() - changedBefore;
  const meanwhile = `${history.calls.length} calls, ${history.confirmedRevoked().length - revokedBefore} revocations and ${changed} other changes confirmed`;
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

/** Under all faults together: each takes too short a time to meet every change. */
function everyRefusalTried({ log }: FaultRun, { tried }: History): FaultResult {
  const missing = CAUSES_TO_TRY.filter((cause) => !tried.has(cause));
  return {
    name: `calls were refused for every cause, on ${log}`,
    seconds: 0,
    meanwhile: CAUSES_TO_TRY.map((cause) => `${cause} ${tried.get(cause) ?? 0}`).join(', '),
    problems: missing.map((cause) => `No call was made that had to be refused for its cause alone: ${cause}.`),
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
    'a confirmed revocation': revoked.some(({ revocation }) => (revocation?.confirmedMs ?? 0) > sinceMs),
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
