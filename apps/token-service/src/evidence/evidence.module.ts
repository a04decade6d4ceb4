import { Module } from '@nestjs/common';
import { Alarms, HealthRegistry, MetricsRegistry, ServiceLog } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import { type Configuration, CONFIGURATION } from '../configuration.js';
import { Checkpoints } from './checkpoints/checkpoints.js';
import { Evidence } from './evidence.js';
import { ListCheckpointsRoute } from './list-checkpoints/list-checkpoints.route.js';
import { Proofs } from './proofs/proofs.js';
import { ProveConsistencyRoute } from './prove-consistency/prove-consistency.route.js';
import { ProveInclusionRoute } from './prove-inclusion/prove-inclusion.route.js';
import { ProveWorkspaceRoute } from './prove-workspace/prove-workspace.route.js';
import { ShowCheckpointKeyRoute } from './show-checkpoint-key/show-checkpoint-key.route.js';
import { ShowLatestCheckpointRoute } from './show-latest-checkpoint/show-latest-checkpoint.route.js';

/** That the history is the one that was: tree, checkpoints and proofs. */
@Module({
  controllers: [ShowLatestCheckpointRoute, ShowCheckpointKeyRoute, ListCheckpointsRoute, ProveWorkspaceRoute, ProveInclusionRoute, ProveConsistencyRoute],
  providers: [
    {
      provide: Evidence,
      // The DataSource comes with a database that has this version's tables.
      inject: [CONFIGURATION, Alarms, HealthRegistry, ServiceLog, MetricsRegistry, DataSource],
      useFactory: (configuration: Configuration, alarms: Alarms, health: HealthRegistry, log: ServiceLog, metrics: MetricsRegistry) => Evidence.open({ configuration, alarms, health, log, metrics }),
    },
    { provide: Checkpoints, inject: [Evidence], useFactory: ({ checkpoints }: Evidence) => checkpoints },
    { provide: Proofs, inject: [Evidence], useFactory: ({ proofs }: Evidence) => proofs },
  ],
  exports: [Checkpoints, Proofs],
})
export class EvidenceModule {}
