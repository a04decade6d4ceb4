import { drawBoot, encodeProbe } from '@portcullis/messages';
import { Outlived } from '../boots/outlived.js';
import { ProbeBook } from '../boots/probe-book.js';
import type { ReplicaBoot } from '../boots/replica-boots.js';
import { RETIRE_AFTER_MS, Silence } from '../boots/silence.js';
import { CommitWatch } from '../receipts/commit-watch.js';
import { confirmationOf } from '../receipts/confirmation.js';
import type { Nonce } from '../relay/round.js';
import type { Rules } from './rules.spec-kit.js';
import type { SimulatedClock } from './simulated-clock.spec-kit.js';
import { type Outgoing, SimulatedTerm } from './simulated-relay.spec-kit.js';
import { SERVICE } from './simulated-replica.spec-kit.js';
import { STORE_ID, type SimulatedStore } from './simulated-store.spec-kit.js';
import type { SimulatedTopic } from './simulated-topic.spec-kit.js';

/** Ten minutes in the shipped code: it is about cost, not about truth. */
const HEAL_EVERY_MS = 5_000;

export interface InstanceOptions {
  readonly rules: Rules;
  readonly clock: SimulatedClock;
  /** True time: the database's own clock, on which the lease is counted. */
  readonly now: () => number;
  readonly probes: SimulatedTopic;
  readonly send: (records: Outgoing) => void;
}

/** One token-service: shipped probe book, silence, outliving, commit watch and confirmation; between them what BootRegistry and Relay do. */
export class SimulatedInstance {
  readonly ownBoot = drawBoot();
  readonly book: ProbeBook;
  private readonly silence: Silence;
  private readonly outlived: Outlived;
  private readonly watch: CommitWatch;
  private term: SimulatedTerm | undefined;
  private nextProbe = 0;
  private ownNonce = 0;
  private healedMs = -Infinity;

  readonly clock: SimulatedClock;

  constructor(
    public store: SimulatedStore,
    private readonly options: InstanceOptions,
  ) {
    const { clock } = options;
    this.clock = clock;
    this.silence = new Silence(clock);
    this.outlived = new Outlived(clock);
    this.watch = new CommitWatch(clock);
    this.book = new ProbeBook({ clock, ownBoot: this.ownBoot, services: new Set([SERVICE]), onRefused: () => undefined });
  }

  /** Epoch of its term, as it believes; undefined while it does not relay. */
  get epoch(): number | undefined {
    return this.term?.isOver === false ? this.term.epoch : undefined;
  }

  relayOn(): void {
    this.term?.step();
  }

  /** Ends the round that is under way, and begins one: as far as the head. */
  beginRound(): void {
    this.term?.beginRound();
  }

  keepLease(): void {
    const { now } = this.options;
    if (this.term?.isOver === false) {
      if (!this.store.renewLease(this.term.epoch, now())) this.term.isOver = true;
      return;
    }
    const taken = this.store.takeLease(this.ownBoot, now());
    if (taken === undefined) return;
    this.outlived.forget();
    this.term = new SimulatedTerm(taken.epoch, taken.checkpoint, {
      rules: this.options.rules,
      store: () => this.store,
      copyNonces: () => this.copyNonces(),
      sawHead: (position) => {
        this.watch.sawHead(position);
      },
      send: this.options.send,
    });
  }

  probe(): void {
    this.ownNonce += 1;
    const probe = { schema: 1, kind: 'relay', service: 'token-service', boot: this.ownBoot, nonce: this.ownNonce, appliedPosition: 0, store: null } as const;
    this.options.probes.append([{ key: this.ownBoot, value: encodeProbe({ ...probe, boundMs: 1, phase: 'serving', digest: 'unknown', ageMs: null }) }]);
  }

  readProbes(count: number): void {
    const records = this.options.probes.read(this.nextProbe, count);
    const before = this.book.heard(this.ownBoot)?.probe.nonce;
    this.nextProbe = (records.at(-1)?.offset ?? this.nextProbe - 1) + 1;
    this.book.take(records);
    if (this.book.heard(this.ownBoot)?.probe.nonce !== before) this.silence.ownProbeHeard();
  }

  keepBooks(): void {
    this.watch.inStore(STORE_ID);
    this.watch.sawHead(this.store.head);
    const present = this.store.presentBoots();
    for (const { boot, appliedPosition } of present) {
      const heard = this.book.heard(boot)?.appliedPosition ?? 0;
      if (heard > appliedPosition) this.store.keepApplied(boot, heard);
    }
    this.store.markGone(namesOf(present.filter(({ boot }) => this.book.heard(boot)?.probe.phase === 'goodbye')), 'goodbye');
    if (this.epoch !== undefined) this.keepWatchOver(present, this.epoch);
  }

  /** A change of which this instance was told that it is committed. */
  sawCommit(position: number): void {
    this.watch.saw(position);
  }

  /** Whether every replica that a change concerns is known to act on it. */
  confirms(position: number): boolean {
    const concerned = this.options.rules.bootsFromTable ? this.store.bootsConcernedBy(position) : this.bootsHeardOf();
    return concerned.every((row) => {
      const outlived = this.watch.hasOutlived(position, row.boundMs, row.storeId);
      return confirmationOf(row, this.book.heard(row.boot), position, outlived).confirmedBy !== null;
    });
  }

  private keepWatchOver(present: readonly ReplicaBoot[], epoch: number): void {
    const silent = present.filter(({ boot, phase }) => phase === 'serving' && this.silence.isTooLong(this.book.heard(boot)?.atMs));
    this.store.retireBoots(epoch, namesOf(silent));
    this.store.markGone(this.outlived.among(present.filter(({ phase }) => phase === 'retired')), 'retired');
    const asksForHealing = present.some(({ boot, phase }) => phase === 'serving' && this.book.heard(boot)?.probe.digest === 'unhealed');
    if (asksForHealing) this.heal();
  }

  private heal(): void {
    const nowMs = this.options.clock.monotonicMs();
    if (nowMs - this.healedMs < HEAL_EVERY_MS) return;
    this.healedMs = nowMs;
    const published = this.store.messages.slice(0, this.term?.position ?? 0);
    this.options.send([...new Map(published.map((message) => [message.key, message])).values()]);
  }

  private copyNonces(): readonly Nonce[] {
    const nowMs = this.options.clock.monotonicMs();
    return this.book
      .replicas()
      .filter(({ probe, atMs }) => probe.phase === 'serving' && nowMs - atMs <= RETIRE_AFTER_MS)
      .map(({ probe: { boot, service, boundMs, nonce } }) => ({ boot, service, boundMs, nonce }));
  }

  private bootsHeardOf(): readonly ReplicaBoot[] {
    return this.book
      .replicas()
      .filter(({ atMs }) => atMs !== -Infinity)
      .map(({ probe: { boot, service, boundMs, phase } }) => ({ boot, service, boundMs, phase, appliedPosition: 0, storeId: STORE_ID, gone: false }));
  }
}

function namesOf(boots: readonly ReplicaBoot[]): string[] {
  return boots.map(({ boot }) => boot);
}
