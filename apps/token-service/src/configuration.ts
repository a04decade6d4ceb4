import { type LogConnection, readLogConnection } from '@portcullis/log';
import { refuseDatabaseInTheOpen } from '@portcullis/service-database';
import {
  databaseUrlVariable,
  listVariable,
  originsVariable,
  portVariable,
  readConfigurationBeside,
  serviceVariables,
  wholeNumberVariable,
} from '@portcullis/service-kit';
import { z } from 'zod';

export const SERVICE_NAME = 'token-service';

/** Nest token of the Configuration. */
export const CONFIGURATION = Symbol('token-service.configuration');

/** Names and defaults stand in docs/configuration.md; where the log is, libs/log reads itself. */
const environmentVariables = z
  .object({
    ...serviceVariables,
    TOKEN_SERVICE_PORT: portVariable(4100),
    DATABASE_URL: databaseUrlVariable(),
    /** By default the console's own, under both names of the loopback. */
    PUBLIC_ORIGINS: originsVariable(),
    CONFIRM_WAIT_MS: wholeNumberVariable({ min: 0, max: 60_000, default: 2_000 }),
    USAGE_EVENT_MS: wholeNumberVariable({ min: 1_000, max: 86_400_000, default: 60_000 }),
    PORTCULLIS_ENVIRONMENT: z.enum(['live', 'test'], { error: 'must be live or test' }).default('live'),
    PORTCULLIS_SERVICES: listVariable(['inventory-public-api']),
  })
  .superRefine(refuseDatabaseInTheOpen);

type Variables = z.output<typeof environmentVariables>;

/** What the parts of the service are told; every value is checked. */
export interface Configuration {
  readonly databaseUrl: string;
  readonly log: LogConnection;
  /** Origins whose pages may change something with a session cookie. */
  readonly publicOrigins: readonly string[];
  readonly confirmWaitMs: number;
  readonly usageEventMs: number;
  readonly environment: 'live' | 'test';
  /** Services admitted to `replica_boot`. */
  readonly services: readonly string[];
}

/** What the process's own shell is told. */
export type ShellSettings = Pick<
  Variables,
  'HOST' | 'TOKEN_SERVICE_PORT' | 'ALLOW_PLAINTEXT' | 'LOG_LEVEL' | 'TRUSTED_PROXIES'
>;

/** @throws ConfigurationError with one line for each wrong variable; no line quotes a value */
export function readSettings(env: NodeJS.ProcessEnv): { shell: ShellSettings; configuration: Configuration } {
  const log = readLogConnection(env, SERVICE_NAME);
  const { variables, other } = readConfigurationBeside(environmentVariables, env, log);
  return { shell: variables, configuration: toConfiguration(variables, other.connection) };
}

function toConfiguration(variables: Variables, log: LogConnection): Configuration {
  const { PUBLIC_ORIGINS: origins, TOKEN_SERVICE_PORT: port } = variables;
  return {
    databaseUrl: variables.DATABASE_URL,
    log,
    publicOrigins: origins.length > 0 ? origins : [`http://127.0.0.1:${port}`, `http://localhost:${port}`],
    confirmWaitMs: variables.CONFIRM_WAIT_MS,
    usageEventMs: variables.USAGE_EVENT_MS,
    environment: variables.PORTCULLIS_ENVIRONMENT,
    services: variables.PORTCULLIS_SERVICES,
  };
}
