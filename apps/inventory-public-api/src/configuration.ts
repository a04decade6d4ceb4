import type { LogConnection } from '@portcullis/log';
import {
  databaseUrlVariable,
  listVariable,
  originsVariable,
  portVariable,
  serviceVariables,
  wholeNumberVariable,
} from '@portcullis/service-kit';
import type { Environment } from '@portcullis/token';
import { z } from 'zod';

/** Also the name that token-service admits to its replicas. */
export const SERVICE_NAME = 'inventory-public-api';

/** Nest token of the Configuration. */
export const CONFIGURATION = Symbol('inventory-public-api.configuration');

/** The environment of inventory-public-api. */
export const configurationVariables = z
  .object({
    ...serviceVariables,
    INVENTORY_API_PORT: portVariable(4200),
    DATABASE_URL: databaseUrlVariable(),
    /** The embedded log's database, or Kafka's brokers: exactly one of them. */
    LOG_DATABASE_URL: databaseUrlVariable().optional(),
    KAFKA_BROKERS: listVariable(),
    MAX_STALENESS_MS: wholeNumberVariable({ min: 1, max: 30_000, default: 30_000 }),
    CORS_ORIGINS: originsVariable(),
    PORTCULLIS_ENVIRONMENT: z.enum(['live', 'test'], { error: 'must be live or test' }).default('live'),
  })
  .superRefine(({ LOG_DATABASE_URL, KAFKA_BROKERS }, context) => {
    if ((LOG_DATABASE_URL === undefined) === KAFKA_BROKERS.length > 0) return;
    context.addIssue({
      code: 'custom',
      path: ['KAFKA_BROKERS'],
      message: 'either this or LOG_DATABASE_URL must be set, and not both: the services speak over one log',
    });
  });

/** What the parts of the service are told; every value is checked. */
export interface Configuration {
  readonly databaseUrl: string;
  readonly log: LogConnection;
  /** How old the knowledge about tokens may become before requests are refused. */
  readonly maxStalenessMs: number;
  /** Tokens of the other environment are not valid here. */
  readonly environment: Environment;
}

export function toConfiguration(variables: z.output<typeof configurationVariables>): Configuration {
  return {
    databaseUrl: variables.DATABASE_URL,
    log: toLogConnection(variables.KAFKA_BROKERS, variables.LOG_DATABASE_URL),
    maxStalenessMs: variables.MAX_STALENESS_MS,
    environment: variables.PORTCULLIS_ENVIRONMENT,
  };
}

function toLogConnection(brokers: readonly string[], logDatabaseUrl: string | undefined): LogConnection {
  if (logDatabaseUrl !== undefined) return { kind: 'embedded', connectionString: logDatabaseUrl };
  return { kind: 'kafka', brokers, clientId: SERVICE_NAME };
}
