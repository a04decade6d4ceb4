import type { LogRecord } from '@portcullis/log';
import { encodeProbe, type Probe } from '@portcullis/messages';
import { LocalCheck, Presence, type Taken } from '@portcullis/token-replica';
import { type ModelReading, openReading } from './model-reading.spec-kit.js';
import type { Rules } from './rules.spec-kit.js';
import type { SimulatedClock } from './simulated-clock.spec-kit.js';
import type { SimulatedTopic } from './simulated-topic.spec-kit.js';

export const SERVICE = 'inventory-public-api';
const MISMATCHES_BEFORE_REREAD = 3;
/** A minute in the shipped code, shortened for the model's short life: it is about cost, not about truth. */
const REREAD_EVERY_MS = 3_000;

interface Reader {
  readonly reading: ModelReading;
  nextOffset: number;
}

/** What a process may find on its disk: how far it had read, and what it had read until then. */
export interface Snapshot {
  readonly records: readonly LogRecord[];
  readonly nextOffset: number;
}

/** One process that checks tokens: shipped presence, freshness, reading and check, between them what Readings and Prober do. */
export class SimulatedReplica {
  readonly presence: Presence;
  /** In the simulation's time: until then the network lets nothing in, or no probe out, while the process serves on. */
  readsFromMs = 0;
  probesFromMs = 0;
  private readonly check: LocalCheck;
  private serving: Reader;
  private candidate: Reader | undefined;
  private lastRereadMs = -Infinity;
  private candidateTookMs = -Infinity;
  private digest: Probe['digest'] = 'unknown';
  private readonly read: LogRecord[] = [];

  constructor(
    private readonly rules: Rules,
    readonly clock: SimulatedClock,
    readonly boundMs: number,
    private readonly topic: SimulatedTopic,
    snapshot: Snapshot | undefined,
  ) {
    // Without the rule: whatever was fresh once is fresh for ever, though it tells others its bound as before.
    this.presence = new Presence(clock, rules.freshness ? boundMs : Number.MAX_VALUE);
    this.serving = this.newReader();
    for (const { key, value } of snapshot?.records ?? []) this.serving.reading.take(key, value, this.presence.boot);
    this.serving.nextOffset = snapshot?.nextOffset ?? 0;
    this.check = new LocalCheck(this.presence, () => this.serving.reading.content, clock, 'live');
  }

  accepts(token: string): 'allowed' | 'invalid' | 'stale' {
    const { outcome } = this.check.check(token, { address: '192.0.2.1', requiredScopes: ['items:read'] });
    return outcome === 'allowed' || outcome === 'stale' ? outcome : 'invalid';
  }

  get isFresh(): boolean {
    return this.presence.freshness.isFresh();
  }

  get digestState(): Probe['digest'] {
    return this.digest;
  }

  snapshot(): Snapshot {
    return { records: [...this.read], nextOffset: this.serving.nextOffset };
  }

  /** @returns probes, to be sent in this order. */
  probe(): readonly { key: string; value: string }[] {
    this.presence.redrawIfUnheard();
    return [...this.presence.takeFormer().map((former) => this.message(former, 'goodbye')), this.message(this.presence, 'serving')];
  }

  goodbye(): readonly { key: string; value: string }[] {
    this.check.refuseEverything();
    return [this.message(this.presence, 'goodbye')];
  }

  /** Takes the next records of the topic, of either read. */
  readOn(count: number): void {
    for (const reader of [this.serving, this.candidate]) if (reader !== undefined) this.readFrom(reader, count);
  }

  private readFrom(reader: Reader, count: number): void {
    for (const record of this.topic.read(reader.nextOffset, count)) {
      if (reader !== this.serving && reader !== this.candidate) return;
      reader.nextOffset = record.offset + 1;
      if (reader === this.serving) this.read.push(record);
      else this.candidateTookMs = this.clock.monotonicMs();
      this.taken(reader, reader.reading.take(record.key, record.value, this.presence.boot));
    }
  }

  private taken(reader: Reader, taken: Taken): void {
    if (taken.kind === 'counted') {
      this.serving = reader;
      this.candidate = undefined;
      this.digest = 'agrees';
      this.presence.counted(taken.nonce, taken.position, taken.store);
    } else if (taken.kind === 'not_counted' && taken.contradicts) {
      this.differs(reader);
    }
  }

  private differs(reader: Reader): void {
    if (reader === this.serving && this.digest !== 'unhealed') this.digest = 'differs';
    if (reader.reading.mismatchesInARow < MISMATCHES_BEFORE_REREAD) return;
    if (reader === this.candidate) this.digest = 'unhealed';
    const nowMs = this.clock.monotonicMs();
    // A second read that still gets on is not begun again, or a long one would never end.
    if (nowMs - Math.max(this.lastRereadMs, reader === this.candidate ? -Infinity : this.candidateTookMs) < REREAD_EVERY_MS) return;
    this.lastRereadMs = nowMs;
    this.candidate = this.newReader();
  }

  private message({ boot, appliedPosition, store }: Pick<Probe, 'boot' | 'appliedPosition' | 'store'>, phase: Probe['phase']): { key: string; value: string } {
    const ageMs = this.presence.freshness.ageMs();
    const nonce = this.presence.nextNonce();
    const probe = { schema: 1, kind: 'replica', service: SERVICE, boot, nonce, appliedPosition, store, boundMs: this.boundMs, phase, digest: this.digest } as const;
    return { key: boot, value: encodeProbe({ ...probe, ageMs: Number.isFinite(ageMs) ? Math.max(0, ageMs) : null }) };
  }

  private newReader(): Reader {
    return { reading: openReading(this.rules, this.presence.lastNonce), nextOffset: 0 };
  }
}
