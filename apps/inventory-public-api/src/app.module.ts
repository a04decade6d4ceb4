import { type DynamicModule, Module } from '@nestjs/common';
import { NestAuthModule, ReplicaModule, TokenReplica } from '@portcullis/nest-auth';
import { type Configuration, SERVICE_NAME } from './configuration.js';
import { InventoryModule } from './inventory.module.js';

/** inventory-public-api: the inventory behind the gate. */
@Module({})
export class AppModule {
  static of(configuration: Configuration): DynamicModule {
    const { databaseUrl, log, environment, maxStalenessMs } = configuration;
    const snapshot = { connectionString: databaseUrl };
    return {
      module: AppModule,
      imports: [
        InventoryModule.of(configuration),
        NestAuthModule.forRoot({
          checker: { useExisting: TokenReplica },
          imports: [ReplicaModule.forRoot({ service: SERVICE_NAME, log, environment, maxStalenessMs, snapshot })],
        }),
      ],
    };
  }
}
