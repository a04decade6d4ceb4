import type { Log, LogLogger } from '@portcullis/log';
import { MAX_BOUND_MS } from '@portcullis/messages';
import type { CheckOutcome, Environment } from '@portcullis/token';
import { type CheckRequest, LocalCheck } from './check/local-check.js';
import type { Clock } from './clock.js';
import { Presence } from './presence.js';
import { Prober } from './probing/prober.js';
import { Readings } from './reading/readings.js';
import type { ReplicaObserver } from './replica-observer.js';
import type { ReplicaStatus } from './replica-status.js';
import type { SnapshotOptions } from './snapshot/snapshot-connection.js';
import type { SnapshotObserver } from './snapshot/snapshot-observer.js';
import { Snapshot } from './snapshot/snapshot.js';
import { type GuardedRoute, GuardedRoutes } from './usage/guarded-routes.js';
import { UsageRecorder } from './usage/usage-recorder.js';

/** A goodbye is a courtesy: it shortens others' waiting, and must not lengthen a stop. */
const FAREWELL_MS = 2_000;

export interface TokenReplicaOptions {
  readonly log: Log;
  /** The service's name, one of those that token-service admits. */
  readonly service: string;
  readonly environment: Environment;
  /** How old the replica's knowledge may become before it refuses, ms; 1 to 30 000, fixed for the process's life. */
  readonly maxStalenessMs: number;
  readonly clock: Clock;
  readonly logger: LogLogger;
  readonly observer: ReplicaObserver;
  /** A copy in the service's own database, to start from; left out, every start reads the log from its beginning. */
  readonly snapshot?: (SnapshotOptions & { readonly observer: SnapshotObserver }) | undefined;
}

/**
 * A service's own copy of the token states: reads the token-state topic, proves to itself how fresh it is, checks tokens
 * without calling anyone, and counts their use.
 */
export class TokenReplica {
  private readonly presence: Presence;
  private readonly routes = new GuardedRoutes();
  private readonly snapshot: Snapshot | undefined;
  private readonly readings: Readings;
  private readonly localCheck: LocalCheck;
  private prober: Prober | undefined;
  private usage: UsageRecorder | undefined;

  /** @throws RangeError where `maxStalenessMs` is not between 1 and 30 000. */
  constructor(private readonly options: TokenReplicaOptions) {
    const { log, service, clock, observer, logger, maxStalenessMs } = options;
    if (!(maxStalenessMs >= 1 && maxStalenessMs <= MAX_BOUND_MS)) {
      throw new RangeError(`maxStalenessMs must be between 1 and ${MAX_BOUND_MS}, not ${maxStalenessMs}`);
    }
    this.presence = new Presence(clock, maxStalenessMs);
    const monotonicMs = (): number => clock.monotonicMs();
    if (options.snapshot !== undefined) {
      this.snapshot = new Snapshot(options.snapshot, { log, service, monotonicMs, logger });
    }
    this.readings = new Readings({
      log,
      service,
      presence: this.presence,
      observer,
      logger,
      monotonicMs,
      onApplied: () => this.prober?.poke(),
      exposures: () => this.usage?.exposures,
      snapshot: this.snapshot,
    });
    this.localCheck = new LocalCheck(this.presence, () => this.readings.content, clock, options.environment);
  }

  /** Begins to read and to probe; resolves before the replica is fresh. */
  async start(): Promise<void> {
    const { log, service, logger } = this.options;
    this.usage = new UsageRecorder(log, service, this.presence.boot, logger, this.routes);
    this.localCheck.recordUsageWith(this.usage);
    this.presence.followedBy(this.usage.exposures);
    await this.readings.start();
    this.prober = new Prober(log, service, this.presence, () => this.readings.digest(), logger);
  }

  /**
   * Checks one bearer token against what is held, synchronously and with no call to anyone.
   * The order is: shape and checksum, freshness, look-up, status and times, address, scopes.
   */
  check(token: string, request: CheckRequest): CheckOutcome {
    return this.localCheck.check(token, request);
  }

  /** The number that a check's request names this route by, so that its use is told apart. */
  numberRoute(route: GuardedRoute): number {
    return this.routes.number(route);
  }

  /** Whether the replica has been fresh once: from then on staleness is told request by request, not by readiness. */
  hasBeenFresh(): boolean {
    return this.presence.hasBeenFresh;
  }

  status(): ReplicaStatus {
    const { freshness, boot, boundMs, appliedPosition } = this.presence;
    const ageMs = freshness.ageMs();
    return {
      service: this.options.service,
      boot,
      fresh: freshness.isFresh(),
      ageMs: Number.isFinite(ageMs) ? Math.max(0, Math.round(ageMs)) : null,
      boundMs,
      appliedPosition,
      digest: this.readings.digest(),
      tokens: this.readings.content.size,
      closedTokens: this.readings.content.closedTokens,
      notCounting: this.readings.lastRefusal(),
      snapshot: this.snapshot?.status() ?? null,
    };
  }

  /** To be called once the service serves no more requests: sends the last counts and says goodbye. */
  async stop(): Promise<void> {
    this.localCheck.refuseEverything();
    await Promise.all([this.usage?.close(FAREWELL_MS), this.snapshot?.close(FAREWELL_MS)]);
    await this.prober?.goodbye(FAREWELL_MS);
    await this.readings.close();
  }
}
