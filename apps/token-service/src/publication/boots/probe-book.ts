import type { Clock } from '@portcullis/service-kit';
import { MAX_BOUND_MS, parseProbe, type Probe } from '@portcullis/messages';
import type { LogRecord } from '@portcullis/log';

/** What this process has heard of one boot. */
export interface Heard {
  readonly probe: Probe;
  /** On this process's monotonic clock; -Infinity for what was read of the time before this process listened. */
  readonly atMs: number;
  /** The highest it told of the store that its newest probe names; a probe that arrives late never lowers it. */
  readonly appliedPosition: number;
}

/** Why a probe is ignored; each is an alarm, as nobody but an admitted service should write to the topic. */
export type ProbeRefusal = 'malformed' | 'unknown_service' | 'bound_too_long' | 'changed_identity';

export interface ProbeBookOptions {
  readonly clock: Clock;
  /** The boot under which this process probes: once its first probe comes back, what follows is the present. */
  readonly ownBoot: string;
  /** Services admitted to replica_boot. */
  readonly services: ReadonlySet<string>;
  readonly onRefused: (refusal: ProbeRefusal, details: { readonly service?: string; readonly reason?: string }) => void;
}

/** A boot that was silent for so long is forgotten; the table keeps what receipts need. */
const FORGET_AFTER_MS = 3_600_000;

/**
 * Everything that this process has read from the probes topic. Every instance keeps one, whether it relays or not.
 *
 * The topic is read from its beginning, so that a goodbye said while no instance listened is not lost. What stands before
 * this process's own first probe is the past: it tells positions and goodbyes, but no sign of life and no nonce to echo.
 */
export class ProbeBook {
  private readonly boots = new Map<string, Heard>();
  private readonly listeners = new Set<() => void>();
  private live = false;
  private readonly sinceMs: number;

  constructor(private readonly options: ProbeBookOptions) {
    this.sinceMs = options.clock.monotonicMs();
  }

  take(records: readonly LogRecord[]): void {
    for (const { value } of records) this.takeOne(value);
    for (const listener of this.listeners) listener();
  }

  heard(boot: string): Heard | undefined {
    return this.boots.get(boot);
  }

  replicas(): Heard[] {
    return [...this.boots.values()].filter(({ probe }) => probe.kind === 'replica');
  }

  /** Calls back after each batch of probes, until the returned function is called. */
  onProbes(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Drops what nobody needs any more. */
  forgetTheSilent(): void {
    const nowMs = this.options.clock.monotonicMs();
    if (!this.live || nowMs - this.sinceMs < FORGET_AFTER_MS) return;
    for (const [boot, { atMs }] of this.boots) if (nowMs - atMs > FORGET_AFTER_MS) this.boots.delete(boot);
  }

  private takeOne(value: Uint8Array): void {
    const parsed = parseProbe(value);
    if (!parsed.ok) {
      this.options.onRefused('malformed', { reason: parsed.reason });
      return;
    }
    const probe = parsed.value;
    this.live ||= probe.boot === this.options.ownBoot;
    const before = this.boots.get(probe.boot);
    const refusal = this.refusal(probe, before?.probe);
    if (refusal !== undefined) {
      this.options.onRefused(refusal, { service: probe.service });
      return;
    }
    this.keep(probe, before);
  }

  private refusal(probe: Probe, before: Probe | undefined): ProbeRefusal | undefined {
    if (probe.kind === 'relay') return undefined;
    if (!this.options.services.has(probe.service)) return 'unknown_service';
    if (probe.boundMs > MAX_BOUND_MS) return 'bound_too_long';
    // Fixed for the boot's life: receipts were judged by the first.
    if (before !== undefined && (before.boundMs !== probe.boundMs || before.service !== probe.service)) return 'changed_identity';
    return undefined;
  }

  private keep(probe: Probe, before: Heard | undefined): void {
    // A late duplicate of an older probe is a sign that the log works, but says nothing new of the boot.
    if (before !== undefined && probe.nonce <= before.probe.nonce) return;
    this.boots.set(probe.boot, {
      probe,
      atMs: this.live ? this.options.clock.monotonicMs() : -Infinity,
      appliedPosition: Math.max(probe.appliedPosition, before?.probe.store === probe.store ? before.appliedPosition : 0),
    });
  }
}
