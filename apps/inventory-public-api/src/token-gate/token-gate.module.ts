import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type Log, LogClosed, openLog } from '@portcullis/log';
import { type Clock, CLOCK, exitWith, ServiceLog, StartRefused } from '@portcullis/service-kit';
import { TokenReplica } from '@portcullis/token-replica';
import { type Configuration, CONFIGURATION, SERVICE_NAME } from '../configuration.js';
import { ReplicaAlarms } from './replica-alarms.js';
import { ReplicaHealth } from './replica-health.js';

const MESSAGE_LOG = Symbol('inventory-public-api.message-log');

/** This process's own copy of the token states, which every bearer token is checked against. */
@Module({
  providers: [
    ReplicaAlarms,
    ReplicaHealth,
    {
      provide: MESSAGE_LOG,
      inject: [CONFIGURATION, ServiceLog],
      useFactory: (configuration: Configuration, logger: ServiceLog) => openLog(configuration.log, logger),
    },
    { provide: TokenReplica, inject: [MESSAGE_LOG, CONFIGURATION, CLOCK, ServiceLog, ReplicaAlarms], useFactory: makeReplica },
  ],
  exports: [TokenReplica],
})
export class TokenGateModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly replica: TokenReplica,
    @Inject(MESSAGE_LOG) private readonly log: Log,
  ) {}

  /** Not waited for: until the log is there and the replica fresh, the service listens and tells so. */
  onApplicationBootstrap(): void {
    this.replica.start().catch((error: unknown) => {
      if (!(error instanceof LogClosed)) exitWith(SERVICE_NAME, logRefused(error));
    });
  }

  /** Nest calls this once no request is served any more: only then may the replica say goodbye. */
  async onApplicationShutdown(): Promise<void> {
    await this.replica.stop();
    await this.log.close();
  }
}

/** A topic with more than one partition, or one that this service may not read, does not mend itself. */
function logRefused(error: unknown): StartRefused {
  const reason = error instanceof Error ? error.message : String(error);
  return new StartRefused(`the log between the services cannot be used: ${reason}`, { cause: error });
}

function makeReplica(log: Log, configuration: Configuration, clock: Clock, logger: ServiceLog, observer: ReplicaAlarms): TokenReplica {
  const { environment, maxStalenessMs } = configuration;
  return new TokenReplica({ log, service: SERVICE_NAME, environment, maxStalenessMs, clock, logger, observer });
}
