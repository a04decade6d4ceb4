import { type DynamicModule, Module } from '@nestjs/common';
import { NestAuthModule } from '@portcullis/nest-auth';
import { TokenReplica } from '@portcullis/token-replica';
import type { Configuration } from './configuration.js';
import { InventoryModule } from './inventory.module.js';
import { TokenGateModule } from './token-gate/token-gate.module.js';

/** inventory-public-api: the inventory behind the gate. */
@Module({})
export class AppModule {
  static of(configuration: Configuration): DynamicModule {
    return {
      module: AppModule,
      imports: [
        InventoryModule.of(configuration),
        NestAuthModule.forRoot({ checker: { useExisting: TokenReplica }, imports: [TokenGateModule] }),
      ],
    };
  }
}
