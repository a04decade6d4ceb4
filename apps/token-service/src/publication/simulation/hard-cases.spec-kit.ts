import { Chance } from './chance.spec-kit.js';
import type { Rules } from './rules.spec-kit.js';
import type { SimulatedInstance } from './simulated-instance.spec-kit.js';
import type { SimulatedReplica } from './simulated-replica.spec-kit.js';
import { Simulation } from './simulation.spec-kit.js';

const TICK_MS = 50;

/** Orders of events that chance meets once in a hundred runs, step by step. */
class HardCase {
  private readonly simulation: Simulation;
  readonly replica: SimulatedReplica;

  constructor(rules: Rules) {
    this.simulation = new Simulation(new Chance(1), rules);
    this.simulation.isFaulty = false;
    const [first] = this.simulation.replicas;
    if (first === undefined) throw new Error('there is no replica');
    this.replica = first.process;
    this.pass(300, this.instance(0));
    this.simulation.issue();
    this.pass(1_500, this.instance(0));
    if (this.outcome() !== 'allowed') throw new Error('the token works nowhere');
  }

  instance(number: number): SimulatedInstance {
    const host = this.simulation.instances[number];
    if (host === undefined) throw new Error(`there is no instance ${number}`);
    return host.process;
  }

  get boundMs(): number {
    return this.replica.boundMs;
  }

  cutOff(instance: SimulatedInstance): void {
    instance.store = this.simulation.store.copyAsCutOff();
  }

  /** @returns its position; only the instance named is told of it */
  revoke(toldTo: SimulatedInstance): number {
    this.simulation.revoke();
    toldTo.sawCommit(this.simulation.store.head);
    return this.simulation.store.head;
  }

  /** Time in which the replica probes and reads, and of the instances only those named do anything. */
  pass(durationMs: number, ...running: readonly SimulatedInstance[]): void {
    for (let passedMs = 0; passedMs < durationMs; passedMs += TICK_MS) {
      this.simulation.passTime(TICK_MS);
      this.simulation.probes.append(this.replica.probe());
      for (const instance of running) this.work(instance);
      this.replica.readOn(100);
    }
  }

  listen(instance: SimulatedInstance): void {
    instance.readProbes(1_000);
  }

  outcome(): string {
    return this.replica.accepts(this.simulation.tokens[0]?.secret ?? '');
  }

  private work(instance: SimulatedInstance): void {
    instance.probe();
    this.listen(instance);
    if (!instance.store.isCutOff) {
      instance.keepLease();
      instance.keepBooks();
    }
    for (let step = 0; step < 10; step += 1) instance.relayOn();
  }
}

export interface HardOutcome {
  readonly confirmed: boolean;
  /** Of a call with the revoked token, afterwards. */
  readonly outcome: string;
}

/** The leader stands still between the head and the closed record, and wakes with its ears full of probes. */
export function leaderStopsInTheMiddleOfARound(rules: Rules): HardOutcome {
  const hard = new HardCase(rules);
  const leader = hard.instance(0);
  // A round anew: nonces, boots, head, and no further.
  leader.beginRound();
  const position = hard.revoke(leader);
  hard.pass(0.9 * hard.boundMs);
  hard.listen(leader);
  leader.relayOn();
  hard.replica.readOn(100);
  hard.pass(0.4 * hard.boundMs);
  return { confirmed: leader.confirms(position), outcome: hard.outcome() };
}

/** A leader and its primary stood still together, were replaced, and wake: each believes to be in office, and the new leader is silent. */
export function replacedPrimaryWakes(rules: Rules): HardOutcome {
  const hard = new HardCase(rules);
  const [old, next, other] = [hard.instance(0), hard.instance(1), hard.instance(2)];
  hard.cutOff(old);
  hard.pass(5_000, next, other);
  const position = hard.revoke(other);
  hard.pass(1.3 * hard.boundMs, old);
  hard.listen(other);
  return { confirmed: other.confirms(position), outcome: hard.outcome() };
}
