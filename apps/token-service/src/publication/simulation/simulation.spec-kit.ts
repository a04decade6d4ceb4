import { Chance } from './chance.spec-kit.js';
import { Host } from './host.spec-kit.js';
import { Network } from './network.spec-kit.js';
import type { Rules } from './rules.spec-kit.js';
import { SimulatedClock } from './simulated-clock.spec-kit.js';
import { SimulatedInstance } from './simulated-instance.spec-kit.js';
import { SimulatedReplica, type Snapshot } from './simulated-replica.spec-kit.js';
import { SimulatedStore } from './simulated-store.spec-kit.js';
import { messageOf, newToken, type SimulatedToken } from './simulated-tokens.spec-kit.js';
import { SimulatedTopic } from './simulated-topic.spec-kit.js';

/** One that relays, one that was deposed and does not know it yet, and one that may take over. */
const INSTANCES = 3;
const REPLICAS = 3;
/** An hour's in the shipped system; here some twenty seconds', so that a restarted instance has the past to read. */
const PROBES_KEPT = 500;

interface PendingReceipt {
  readonly position: number;
  readonly confirmed: () => void;
}

/** What a run did, so that nobody takes a run in which nothing happened for a proof. */
export interface Counts {
  accepts: number;
  refusals: number;
  stale: number;
  confirmed: number;
  epochs: number;
}

/**
 * The whole protocol in one process and no real time: three token-services, three replicas, a store, two topics. Every
 * action of everybody is one instant; which comes next, and how much time passes before it, is drawn from the seed.
 */
export class Simulation {
  nowMs = 0;
  isFaulty = true;
  /** What must never be, and was; the first of them. */
  violation: string | undefined;
  readonly counts: Counts = { accepts: 0, refusals: 0, stale: 0, confirmed: 0, epochs: 0 };
  readonly store = new SimulatedStore();
  readonly topic = new SimulatedTopic();
  readonly probes = new SimulatedTopic();
  readonly network: Network;
  readonly instances: readonly Host<SimulatedInstance>[];
  readonly replicas: readonly Host<SimulatedReplica>[];
  readonly tokens: SimulatedToken[] = [];
  private pending: PendingReceipt[] = [];
  private planned: { readonly atMs: number; readonly action: () => void }[] = [];

  constructor(
    readonly chance: Chance,
    private readonly rules: Rules,
  ) {
    this.network = new Network(chance, this.now, this.topic, () => this.isFaulty);
    this.instances = Array.from({ length: INSTANCES }, () => new Host(this.newInstance(this.newClock())));
    this.replicas = Array.from({ length: REPLICAS }, () => new Host(this.newReplica(this.newClock(), chance.between(800, 4_000), undefined)));
  }

  readonly now = (): number => this.nowMs;

  newInstance(clock: SimulatedClock): SimulatedInstance {
    const send = (records: Parameters<Network['send']>[0]): void => {
      this.network.send(records);
    };
    return new SimulatedInstance(this.store, { rules: this.rules, clock, now: this.now, probes: this.probes, send });
  }

  newReplica(clock: SimulatedClock, boundMs: number, snapshot: Snapshot | undefined): SimulatedReplica {
    return new SimulatedReplica(this.rules, clock, boundMs, this.topic, snapshot);
  }

  passTime(ms: number): void {
    this.nowMs += ms;
    this.network.deliverLate();
    if (this.chance.once(500)) this.probes.retain(PROBES_KEPT);
    const due = this.planned.filter(({ atMs }) => atMs <= this.nowMs);
    this.planned = this.planned.filter(({ atMs }) => atMs > this.nowMs);
    for (const { action } of due) action();
  }

  later(atMs: number, action: () => void): void {
    this.planned.push({ atMs, action });
  }

  /** A client asks for a token. */
  issue(): void {
    const token = newToken(this.tokens.length);
    const instance = this.someInstance();
    if (token === undefined || instance === undefined || instance.store.isCutOff) return;
    this.tokens.push(token);
    this.commit(instance, token, 'TokenIssued', () => {
      token.issueConfirmed = true;
    });
  }

  /** A client revokes one. */
  revoke(): void {
    const token = this.chance.pick(this.tokens.filter(({ revoked }) => !revoked));
    const instance = this.someInstance();
    if (token === undefined || instance === undefined || instance.store.isCutOff) return;
    token.revoked = true;
    this.commit(instance, token, 'TokenRevoked', () => {
      token.revocationConfirmed = true;
    });
  }

  /** A receipt is asked for, at any instance that has the change; from the answer on, the client counts on it. */
  askForReceipt(): void {
    const receipt = this.chance.pick(this.pending);
    const instance = this.someInstance();
    if (receipt === undefined || instance === undefined || receipt.position > instance.store.head || !instance.confirms(receipt.position)) return;
    this.counts.confirmed += 1;
    this.pending = this.pending.filter((other) => other !== receipt);
    receipt.confirmed();
  }

  /** A call comes in: here the two promises are kept or broken. */
  call(): void {
    const replica = this.chance.pick(this.replicas.filter(({ isRunning }) => isRunning))?.process;
    // Every other call with a token that must not open a door any more: these are the ones to be watched.
    const closed = this.chance.once(2) ? this.tokens.filter(({ revocationConfirmed }) => revocationConfirmed).slice(-4) : [];
    const token = this.chance.pick(closed.length > 0 ? closed : this.tokens);
    if (replica === undefined || token === undefined) return;
    const outcome = replica.accepts(token.secret);
    this.counts[({ allowed: 'accepts', invalid: 'refusals', stale: 'stale' } as const)[outcome]] += 1;
    if (outcome === 'allowed' && token.revocationConfirmed) this.violation ??= `${token.id} was accepted at ${this.nowMs} ms, after its revocation was confirmed`;
    if (outcome === 'invalid' && token.issueConfirmed && !token.revoked) this.violation ??= `${token.id} was refused at ${this.nowMs} ms by a fresh replica, after its issue was confirmed`;
  }

  /** Why it has not come to rest; undefined once every replica is fresh and has exactly the store's state, and every change is confirmed. */
  unrest(): string | undefined {
    if (this.pending.length > 0) return `the change at ${this.pending.map(({ position }) => position).join(', ')} is not confirmed`;
    for (const [at, { process }] of this.replicas.entries()) {
      if (process.digestState !== 'agrees') return `replica ${at}: its digest ${process.digestState}`;
      for (const { id, secret, revoked } of this.tokens) {
        const outcome = process.accepts(secret);
        if (outcome !== (revoked ? 'invalid' : 'allowed')) return `replica ${at}: ${id} is ${outcome}`;
      }
    }
    return undefined;
  }

  someInstance(): SimulatedInstance | undefined {
    return this.chance.pick(this.instances.filter(({ isRunning }) => isRunning))?.process;
  }

  private newClock(): SimulatedClock {
    return new SimulatedClock(this.now, 0.97 + 0.06 * this.chance.next());
  }

  private commit(instance: SimulatedInstance, token: SimulatedToken, type: 'TokenIssued' | 'TokenRevoked', confirmed: () => void): void {
    const position = this.store.commit(messageOf(token, type));
    instance.sawCommit(position);
    this.pending.push({ position, confirmed });
  }
}
