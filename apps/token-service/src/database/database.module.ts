import { Module } from '@nestjs/common';
import { TypeOrmModule, type TypeOrmModuleOptions } from '@nestjs/typeorm';
import { DatabaseFailures, DatabaseHealth, prepareDatabase } from '@portcullis/service-database';
import { ServiceLog } from '@portcullis/service-kit';
import { type Configuration, CONFIGURATION } from '../configuration.js';
import { dataSourceOptions } from './data-source-options.js';
import { databaseSchema } from './migrations.js';

/** The service's PostgreSQL: DataSource and EntityManager for everybody, entities as each module names its own. */
@Module({
  imports: [TypeOrmModule.forRootAsync({ inject: [CONFIGURATION, ServiceLog], useFactory: openDatabase })],
  providers: [DatabaseHealth, DatabaseFailures],
})
export class DatabaseModule {}

async function openDatabase(configuration: Configuration, log: ServiceLog): Promise<TypeOrmModuleOptions> {
  await prepareDatabase(configuration.databaseUrl, databaseSchema, { log });
  return {
    ...dataSourceOptions(configuration.databaseUrl, (error) => {
      log.warn({ err: error }, 'a database connection broke');
    }),
    autoLoadEntities: true,
    // The waiting is done, with a line of its own.
    toRetry: () => false,
  };
}
