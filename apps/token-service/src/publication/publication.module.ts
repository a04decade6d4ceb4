import { Module } from '@nestjs/common';
import { CONFIGURATION } from '../configuration.js';
import { MESSAGE_LOG } from '../message-log/message-log.module.js';
import { CLOCK, Alarms, HealthRegistry, MetricsRegistry, ServiceLog } from '@portcullis/service-kit';
import { KnownReplicas } from './list-replicas/known-replicas.js';
import { ListReplicasRoute } from './list-replicas/list-replicas.route.js';
import { Publication } from './publication.js';
import { Receipts } from './receipts/receipt.js';

/** From the store to the replicas: relay, boots and receipts. */
@Module({
  controllers: [ListReplicasRoute],
  providers: [
    {
      provide: Publication,
      inject: [CONFIGURATION, MESSAGE_LOG, CLOCK, Alarms, HealthRegistry, ServiceLog, MetricsRegistry],
      useFactory: (...parts: ConstructorParameters<typeof Publication>) => new Publication(...parts),
    },
    { provide: KnownReplicas, inject: [Publication], useFactory: (publication: Publication) => publication.replicas },
    { provide: Receipts, inject: [Publication], useFactory: (publication: Publication) => publication.receipts },
  ],
  exports: [Receipts],
})
export class PublicationModule {}
