import { type LogConnection, readLogConnection } from '@portcullis/log';
import { refuseDatabaseInTheOpen } from '@portcullis/service-database';
import {
  databaseUrlVariable,
  originsVariable,
  portVariable,
  readConfigurationBeside,
  serviceVariables,
  wholeNumberVariable,
} from '@portcullis/service-kit';
import type { Environment } from '@portcullis/token';
import { z } from 'zod';

/** Also the name that token-service admits to its replicas. */
export const SERVICE_NAME = 'inventory-public-api';

/** Nest token of the Configuration. */
export const CONFIGURATION = Symbol('inventory-public-api.configuration');

/** Names and defaults stand in docs/configuration.md; where the log is, libs/log reads itself. */
const environmentVariables = z
  .object({
    ...serviceVariables,
    INVENTORY_API_PORT: portVariable(4200),
    DATABASE_URL: databaseUrlVariable(),
    MAX_STALENESS_MS: wholeNumberVariable({ min: 1, max: 30_000, default: 30_000 }),
    CORS_ORIGINS: originsVariable(),
    PORTCULLIS_ENVIRONMENT: z.enum(['live', 'test'], { error: 'must be live or test' }).default('live'),
  })
  .superRefine(refuseDatabaseInTheOpen);

type Variables = z.output<typeof environmentVariables>;

/** What the parts of the service are told; every value is checked. */
export interface Configuration {
  readonly databaseUrl: string;
  readonly log: LogConnection;
  /** How old the knowledge about tokens may become before requests are refused. */
  readonly maxStalenessMs: number;
  /** Tokens of the other environment are not valid here. */
  readonly environment: Environment;
}

/** What the process's own shell is told. */
export type ShellSettings = Pick<
  Variables,
  'HOST' | 'INVENTORY_API_PORT' | 'ALLOW_PLAINTEXT' | 'LOG_LEVEL' | 'TRUSTED_PROXIES' | 'CORS_ORIGINS'
>;

/** @throws ConfigurationError with one line for each wrong variable; no line quotes a value */
export function readSettings(env: NodeJS.ProcessEnv): { shell: ShellSettings; configuration: Configuration } {
  const log = readLogConnection(env, SERVICE_NAME);
  const { variables, other } = readConfigurationBeside(environmentVariables, env, log);
  return { shell: variables, configuration: toConfiguration(variables, other.connection) };
}

function toConfiguration(variables: Variables, log: LogConnection): Configuration {
  return {
    databaseUrl: variables.DATABASE_URL,
    log,
    maxStalenessMs: variables.MAX_STALENESS_MS,
    environment: variables.PORTCULLIS_ENVIRONMENT,
  };
}
