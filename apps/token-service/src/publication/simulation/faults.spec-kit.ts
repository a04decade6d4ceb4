import type { Host } from './host.spec-kit.js';
import type { SimulatedInstance } from './simulated-instance.spec-kit.js';
import type { SimulatedReplica } from './simulated-replica.spec-kit.js';
import type { Simulation } from './simulation.spec-kit.js';

const HOUR_MS = 3_600_000;

export type Fault = (simulation: Simulation) => void;

/** What can happen to processes, networks, clocks, database and topic. */
export const faults = {
  pauseInstance, pauseLeader, killInstance, revokeInSilence,
  pauseReplica, sleepReplica, killReplica, restartFromSnapshot, sayGoodbye, cutReads, cutProbes, stepWall,
  compact, makeTopicAgain, failOver, crashDatabase,
} as const satisfies Readonly<Record<string, Fault>>;

function pauseInstance(simulation: Simulation): void {
  pauseFor(simulation, simulation.chance.pick(simulation.instances), simulation.chance.between(200, 6_000));
}

function pauseLeader(simulation: Simulation): void {
  const leader = simulation.instances.find(({ process }) => process.epoch === simulation.store.epoch);
  // Mostly short of its lease, so that it wakes in the middle of a round and is still in office.
  pauseFor(simulation, leader, simulation.chance.once(3) ? simulation.chance.between(3_000, 20_000) : simulation.chance.between(500, 3_400));
}

/** What it takes a bad day for: a revocation, at once the leader stands still, and when it wakes nobody hears much of it. */
function revokeInSilence(simulation: Simulation): void {
  const { chance, nowMs } = simulation;
  const leader = simulation.instances.find(({ process }) => process.epoch === simulation.store.epoch);
  const silenceMs = chance.between(1_000, 3_300);
  simulation.revoke();
  pauseFor(simulation, leader, silenceMs);
  // What came meanwhile is in its sockets: the first thing that it does.
  simulation.later(nowMs + silenceMs, () => leader?.process.readProbes(200));
  simulation.later(nowMs + silenceMs + chance.between(20, 200), () => {
    for (const { process } of simulation.replicas) process.readsFromMs = simulation.nowMs + chance.between(500, 5_000);
  });
}

function killInstance(simulation: Simulation): void {
  const host = simulation.chance.pick(simulation.instances);
  if (host === undefined) return;
  restartInstance(simulation, host);
  pauseFor(simulation, host, simulation.chance.between(100, 5_000));
}

/** The machine of the leader and of its primary stands still, a standby takes over, and when it wakes both believe to be in office. */
function failOver(simulation: Simulation): void {
  const { network, chance } = simulation;
  const host = simulation.instances.find(({ process, isRunning }) => isRunning && process.epoch !== undefined && !process.store.isCutOff);
  const epoch = host?.process.epoch;
  if (host === undefined || epoch === undefined || simulation.instances.some(({ process }) => process.store.isCutOff)) return;
  host.process.store = simulation.store.copyAsCutOff();
  // A primary that is replaced has to be kept from answering until the next relay has closed something: failure-modes says so.
  host.pauseUntil(() => network.closedEpoch > epoch);
  const endsAtMs = simulation.nowMs + chance.between(6_000, 16_000);
  simulation.later(endsAtMs, () => {
    if (host.process.store.isCutOff) restartInstance(simulation, host);
  });
}

function pauseReplica(simulation: Simulation): void {
  pauseFor(simulation, simulation.chance.pick(simulation.replicas), simulation.chance.between(200, 9_000));
}

function sleepReplica(simulation: Simulation): void {
  const host = simulation.chance.pick(simulation.replicas.slice(0, 1));
  const sleepMs = simulation.chance.between(200, 9_000);
  if (host?.isRunning !== true) return;
  pauseFor(simulation, host, sleepMs);
  // On waking: until then nobody looks at its clocks.
  host.process.clock.slept(sleepMs);
}

function cutReads({ chance, replicas, nowMs }: Simulation): void {
  const replica = chance.pick(replicas)?.process;
  if (replica !== undefined) replica.readsFromMs = nowMs + chance.between(500, 9_000);
}

function cutProbes({ chance, replicas, nowMs }: Simulation): void {
  const replica = chance.pick(replicas)?.process;
  if (replica !== undefined) replica.probesFromMs = nowMs + chance.between(500, 16_000);
}

function stepWall(simulation: Simulation): void {
  // Never of a machine that sleeps as well: set back by as much as it slept, both clocks would hide the sleep.
  simulation.chance.pick(simulation.replicas.slice(1))?.process.clock.stepWall(simulation.chance.once(2) ? HOUR_MS : -HOUR_MS);
}

function killReplica(simulation: Simulation): void {
  const host = simulation.chance.pick(simulation.replicas);
  if (host !== undefined) host.process = simulation.newReplica(host.process.clock, host.process.boundMs, undefined);
}

function restartFromSnapshot(simulation: Simulation): void {
  const host = simulation.chance.pick(simulation.replicas);
  if (host === undefined) return;
  const snapshot = host.process.snapshot();
  simulation.later(simulation.nowMs + simulation.chance.between(0, 10_000), () => {
    host.process = simulation.newReplica(host.process.clock, host.process.boundMs, snapshot);
  });
}

function sayGoodbye(simulation: Simulation): void {
  const host = simulation.chance.pick(simulation.replicas);
  if (host?.isRunning !== true) return;
  simulation.probes.append(host.process.goodbye());
  host.process = simulation.newReplica(host.process.clock, host.process.boundMs, undefined);
}

function compact({ topic, chance }: Simulation): void {
  topic.compact(chance.between(0, 20));
}

/** Connections and waits aside: what is left of it is a checkpoint that is not where the relay left it. */
function crashDatabase({ store, chance }: Simulation): void {
  store.loseMoves(chance.between(1, 10));
}

function makeTopicAgain({ topic }: Simulation): void {
  topic.makeAgain();
}

export function restartInstance(simulation: Simulation, host: Host<SimulatedInstance>): void {
  host.process = simulation.newInstance(host.process.clock);
  host.pauseUntil(() => true);
}

function pauseFor(simulation: Simulation, host: Host<SimulatedInstance> | Host<SimulatedReplica> | undefined, durationMs: number): void {
  const endsAtMs = simulation.nowMs + durationMs;
  if (host?.isRunning === true) host.pauseUntil(() => simulation.nowMs >= endsAtMs);
}
