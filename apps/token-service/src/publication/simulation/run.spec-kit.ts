import { Chance } from './chance.spec-kit.js';
import { type Fault, faults, restartInstance } from './faults.spec-kit.js';
import type { Rules } from './rules.spec-kit.js';
import { type Counts, Simulation } from './simulation.spec-kit.js';

/** About half a minute of the model's time. */
const STEPS = 3_500;
/** Of which nothing goes wrong any more; it ends as soon as everything is at rest. */
const STEPS_TO_REST = 12_000;

/** What goes wrong in a run, each as likely as the next, and once in how many steps. */
export interface Trouble {
  readonly faults: readonly Fault[];
  readonly everySteps: number;
  /** Whether it ends with a time in which nothing goes wrong. */
  readonly comesToRest: boolean;
}

export const EVERYTHING: Trouble = { faults: Object.values(faults), everySteps: 200, comesToRest: true };

export interface Run {
  readonly counts: Counts;
  /** What went wrong; undefined: nothing. */
  readonly violation: string | undefined;
}

type Action = (simulation: Simulation) => void;

/** How often each happens, of a hundred and some. */
const actions: readonly (readonly [share: number, action: Action])[] = [
  [30, (simulation) => { relayOn(simulation); }],
  [4, (simulation) => { keepLease(simulation); }],
  [6, (simulation) => simulation.someInstance()?.probe()],
  [14, (simulation) => simulation.someInstance()?.readProbes(simulation.chance.between(1, 20))],
  [4, (simulation) => { keepBooks(simulation); }],
  [12, (simulation) => { probe(simulation); }],
  [24, (simulation) => { read(simulation); }],
  [16, (simulation) => { simulation.call(); }],
  [10, (simulation) => { simulation.askForReceipt(); }],
];
const shares = actions.reduce((sum, [share]) => sum + share, 0);

/** One run: trouble for a while, then none, until everything is at rest. Stops at the first violation. */
export function run(seed: number, rules: Rules, trouble = EVERYTHING): Run {
  const simulation = new Simulation(new Chance(seed), rules);
  for (let step = 0; step < STEPS && simulation.violation === undefined; step += 1) {
    if (simulation.chance.once(trouble.everySteps)) simulation.chance.pick(trouble.faults)?.(simulation);
    if (simulation.chance.once(100)) simulation.issue();
    if (simulation.chance.once(130)) simulation.revoke();
    oneStep(simulation);
  }
  if (trouble.comesToRest && simulation.violation === undefined) comeToRest(simulation);
  simulation.counts.epochs = simulation.store.epoch;
  return { counts: simulation.counts, violation: simulation.violation };
}

function oneStep(simulation: Simulation): void {
  const { chance } = simulation;
  simulation.passTime(chance.between(0, 16));
  let drawn = chance.next() * shares;
  const action = actions.find(([share]) => (drawn -= share) < 0);
  action?.[1](simulation);
}

function comeToRest(simulation: Simulation): void {
  simulation.isFaulty = false;
  simulation.topic.compact(0);
  for (const host of simulation.instances) if (host.process.store.isCutOff) restartInstance(simulation, host);
  for (const host of [...simulation.instances, ...simulation.replicas]) host.pauseUntil(() => true);
  for (const { process } of simulation.replicas) process.readsFromMs = process.probesFromMs = 0;
  for (let step = 0; step < STEPS_TO_REST && simulation.violation === undefined; step += 1) {
    oneStep(simulation);
    if (step % 200 === 199 && simulation.unrest() === undefined) return;
  }
  simulation.violation ??= `it did not come to rest: ${simulation.unrest() ?? 'it did'}`;
}

/** Whoever believes to be in office. */
function relayOn({ chance, instances }: Simulation): void {
  chance.pick(instances.filter(({ isRunning, process }) => isRunning && process.epoch !== undefined))?.process.relayOn();
}

function keepLease(simulation: Simulation): void {
  attempt(() => simulation.someInstance()?.keepLease());
}

function keepBooks(simulation: Simulation): void {
  attempt(() => simulation.someInstance()?.keepBooks());
}

function probe(simulation: Simulation): void {
  const replica = someReplica(simulation);
  if (replica === undefined) return;
  const probes = replica.probe();
  if (simulation.nowMs >= replica.probesFromMs) simulation.probes.append(probes);
}

function read(simulation: Simulation): void {
  const replica = someReplica(simulation);
  if (replica !== undefined && simulation.nowMs >= replica.readsFromMs) replica.readOn(simulation.chance.between(1, 12));
}

function someReplica({ chance, replicas }: Simulation): Simulation['replicas'][number]['process'] | undefined {
  return chance.pick(replicas.filter(({ isRunning }) => isRunning))?.process;
}

/** A statement that the database refuses is tried again later, as the loops of the service do. */
function attempt(statement: () => void): void {
  try {
    statement();
  } catch {
    // A primary that is cut off commits nothing.
  }
}
