import { type DynamicModule, Module } from '@nestjs/common';
import { NestAuthModule, ReplicaModule, TokenReplica } from '@portcullis/nest-auth';
import { type Configuration, SERVICE_NAME } from './configuration.js';
import { InventoryModule } from './inventory.module.js';

/** inventory-public-api: the inventory behind the gate. */
@Module({})
export class AppModule {
  static of(configuration: Configuration): DynamicModule {
    const { log, environment, maxStalenessMs } = configuration;
    return {
      module: AppModule,
      imports: [
        InventoryModule.of(configuration),
        NestAuthModule.forRoot({
          checker: { useExisting: TokenReplica },
          imports: [ReplicaModule.forRoot({ service: SERVICE_NAME, log, environment, maxStalenessMs })],
        }),
      ],
    };
  }
}
