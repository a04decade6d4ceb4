import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DatabaseFailures, DatabaseHealth, prepareDatabase } from '@portcullis/service-database';
import { ServiceLog } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import { type Configuration, CONFIGURATION } from '../configuration.js';
import { Inventory } from '../tenancy/inventory.js';
import { dataSourceOptions } from './data-source-options.js';
import { databaseSchema } from './migrations/index.js';

/**
 * The service's PostgreSQL. Only the Inventory leaves this module, which answers for one workspace at a time: no other
 * part of the service can come by the connection itself.
 *
 * Global, since Nest ends global modules last: after the replica, which says goodbye once nothing is served any more.
 */
@Global()
@Module({
  providers: [
    { provide: DataSource, inject: [CONFIGURATION, ServiceLog], useFactory: openDatabase },
    Inventory,
    DatabaseHealth,
    DatabaseFailures,
  ],
  exports: [Inventory],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

async function openDatabase(configuration: Configuration, log: ServiceLog): Promise<DataSource> {
  await prepareDatabase(configuration.databaseUrl, databaseSchema, { log });
  const options = dataSourceOptions(configuration.databaseUrl, (error) => {
    log.warn({ err: error }, 'a database connection broke');
  });
  return new DataSource(options).initialize();
}
