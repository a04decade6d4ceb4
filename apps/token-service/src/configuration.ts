import { isKeyName } from '@portcullis/history-proof';
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
import { KNOWLEDGE_DAYS } from './publication/boots/replica-knowledge.js';
import { DETAIL_DAYS } from './usage/upkeep/detail-days.js';
import type { EvidenceSettings } from './evidence/evidence-settings.js';

export const SERVICE_NAME = 'token-service';

/** Nest token of the Configuration. */
export const CONFIGURATION = Symbol('token-service.configuration');

/** There is no default for what has to outlive the database, and be kept from whoever owns that. */
const fileVariable = () => z.string({ error: 'must be set to the path of a file' }).startsWith('/', { error: 'must be the absolute path of a file' });

/** Names and defaults stand in docs/configuration.md; where the log is, libs/log reads itself. */
const environmentVariables = z
  .object({
    ...serviceVariables,
    TOKEN_SERVICE_PORT: portVariable(4100),
    DATABASE_URL: databaseUrlVariable(),
    /** By default the console's own, under both names of the loopback. */
    PUBLIC_ORIGINS: originsVariable(),
    CONFIRM_WAIT_MS: wholeNumberVariable({ min: 0, max: 60_000, default: 2_000 }),
    USAGE_DETAIL_DAYS: wholeNumberVariable({ min: 1, max: 3_650, default: DETAIL_DAYS }),
    KNOWLEDGE_DAYS: wholeNumberVariable({ min: 1, max: 3_650, default: KNOWLEDGE_DAYS }),
    USAGE_EVENT_MS: wholeNumberVariable({ min: 1_000, max: 86_400_000, default: 60_000 }),
    PORTCULLIS_ENVIRONMENT: z.enum(['live', 'test'], { error: 'must be live or test' }).default('live'),
    CHECKPOINT_KEY_FILE: fileVariable(),
    CHECKPOINT_ANCHOR_FILE: fileVariable(),
    CHECKPOINT_KEY_NAME: z.string().refine(isKeyName, { error: 'must be a name without white space and plus signs' }).default('portcullis'),
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
  /** How long detail of usage is kept; left out: DETAIL_DAYS. */
  readonly usageDetailDays?: number;
  /** How long what each replica knew is kept; left out: KNOWLEDGE_DAYS. */
  readonly knowledgeDays?: number;
  readonly environment: 'live' | 'test';
  readonly evidence: EvidenceSettings;
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
    usageDetailDays: variables.USAGE_DETAIL_DAYS,
    knowledgeDays: variables.KNOWLEDGE_DAYS,
    environment: variables.PORTCULLIS_ENVIRONMENT,
    evidence: { keyFile: variables.CHECKPOINT_KEY_FILE, anchorFile: variables.CHECKPOINT_ANCHOR_FILE, keyName: variables.CHECKPOINT_KEY_NAME },
    services: variables.PORTCULLIS_SERVICES,
  };
}
