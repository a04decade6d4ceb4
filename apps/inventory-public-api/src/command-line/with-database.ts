import { prepareDatabase } from '@portcullis/service-database';
import { databaseUrlVariable, readConfiguration } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { SERVICE_NAME } from '../configuration.js';
import { entities } from '../database/entities.js';
import { databaseSchema } from '../database/migrations/index.js';
import type { Streams } from './streams.js';

/**
 * Runs the work on the database of DATABASE_URL, brought to this version's schema; without the running service's
 * timeouts, as nobody waits for a command's answer but the person who typed it.
 */
export async function withDatabase<T>(
  env: NodeJS.ProcessEnv,
  { stderr }: Streams,
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const { DATABASE_URL: url } = readConfiguration(z.object({ DATABASE_URL: databaseUrlVariable() }), env);
  await prepareDatabase(url, databaseSchema, {
    log: { warn: (details, message) => stderr.write(`${message}: ${JSON.stringify(details)}\n`) },
  });
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName: `${SERVICE_NAME} command`,
    entities,
    installExtensions: false,
    poolSize: 2,
  });
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
