import { prepareDatabase } from '@portcullis/service-database';
import { databaseUrlVariable, readConfiguration } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { dataSourceOptions } from '../database/data-source-options.js';
import { databaseSchema } from '../database/migrations.js';
import { AppUser } from '../identity/accounts/app-user.entity.js';
import { Workspace } from '../identity/accounts/workspace.entity.js';
import { ApiTokenRow } from '../tokens/read-model/api-token-row.entity.js';
import { ApiTokenSecretRow } from '../tokens/read-model/api-token-secret-row.entity.js';

/** A person waits for the answer. */
const WAIT_MS = 10_000;

const variables = z.object({ DATABASE_URL: databaseUrlVariable() });

/**
 * Runs the work on the service's database, which is brought to this version first: a command may be the first to use it.
 *
 * @throws ConfigurationError, StartRefused, and what the work throws
 */
export async function withDatabase<T>(env: NodeJS.ProcessEnv, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const { DATABASE_URL: connectionString } = readConfiguration(variables, env);
  await prepareDatabase(connectionString, databaseSchema, { waitMs: WAIT_MS });
  const options = dataSourceOptions(connectionString, () => undefined);
  const dataSource = new DataSource({ ...options, entities: [Workspace, AppUser, ApiTokenRow, ApiTokenSecretRow] });
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
