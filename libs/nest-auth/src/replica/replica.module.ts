import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { type Log, LogClosed, openLog } from '@portcullis/log';
import { type Clock, CLOCK, exitWith, ServiceLog, StartRefused } from '@portcullis/service-kit';
import { TokenReplica } from '@portcullis/token-replica';
import { ReplicaAlarms } from './replica-alarms.js';
import { ReplicaHealth } from './replica-health.js';
import { ReplicaMetrics } from './replica-metrics.js';
import { REPLICA_OPTIONS, type ReplicaOptions } from './replica-options.js';

const MESSAGE_LOG = Symbol('portcullis.replica-log');

/**
 * This process's own copy of the token states, which bearer tokens are checked against; with its health, its metrics
 * and its alarms. All that a service needs for a guard:
 *
 * ```ts
 * NestAuthModule.forRoot({
 *   checker: { useExisting: TokenReplica },
 *   imports: [ReplicaModule.forRoot({ service, log, environment, maxStalenessMs, snapshot: { connectionString } })],
 * })
 * ```
 *
 * One a process. Whoever else wants to ask the TokenReplica imports the same object that `forRoot` gave.
 */
@Module({})
export class ReplicaModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly replica: TokenReplica,
    @Inject(MESSAGE_LOG) private readonly log: Log,
    @Inject(REPLICA_OPTIONS) private readonly options: ReplicaOptions,
  ) {}

  static forRoot(options: ReplicaOptions): DynamicModule {
    return {
      module: ReplicaModule,
      providers: [
        { provide: REPLICA_OPTIONS, useValue: options },
        { provide: MESSAGE_LOG, inject: [ServiceLog], useFactory: (logger: ServiceLog) => openLog(options.log, logger) },
        { provide: TokenReplica, inject: [REPLICA_OPTIONS, MESSAGE_LOG, CLOCK, ServiceLog, ReplicaAlarms], useFactory: makeReplica },
        ReplicaAlarms,
        ReplicaHealth,
        ReplicaMetrics,
      ],
      exports: [TokenReplica],
    };
  }

  /** Not waited for: until the log is there and the replica fresh, the service listens and tells so. */
  onApplicationBootstrap(): void {
    this.replica.start().catch((error: unknown) => {
      if (!(error instanceof LogClosed)) exitWith(this.options.service, logRefused(error));
    });
  }

  /** Nest calls this once no request is served any more: only then may the replica say goodbye, and then the log close. */
  async onApplicationShutdown(): Promise<void> {
    await this.replica.stop();
    await this.log.close();
  }
}

function makeReplica(options: ReplicaOptions, log: Log, clock: Clock, logger: ServiceLog, observer: ReplicaAlarms): TokenReplica {
  const { service, environment, maxStalenessMs } = options;
  const snapshot = options.snapshot && { ...options.snapshot, observer };
  return new TokenReplica({ log, service, environment, maxStalenessMs, clock, logger, observer, snapshot });
}

/** A topic with more than one partition, or one that this service may not read, does not mend itself. */
function logRefused(error: unknown): StartRefused {
  const reason = error instanceof Error ? error.message : String(error);
  return new StartRefused(`the log between the services cannot be used: ${reason}`, { cause: error });
}
