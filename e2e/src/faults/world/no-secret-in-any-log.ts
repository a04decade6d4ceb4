import { join } from 'node:path';
import { madeSecrets } from '../../made-secrets.js';
import { secretsInLogs } from '../../written-secrets.js';
import type { FaultResult } from '../outcome.js';
import type { World } from './world.js';

/** Searches what every process of a stopped world has logged: a kill and a recovery are where a program says most. */
export function noSecretInAnyLog({ log, folder }: Pick<World, 'log' | 'folder'>): FaultResult {
  const startedAtMs = performance.now();
  const secrets = madeSecrets();
  const found = secretsInLogs(join(folder, 'logs'), secrets);
  return {
    name: `no secret in any log, on ${log}`,
    seconds: (performance.now() - startedAtMs) / 1_000,
    meanwhile: `${secrets.length} secrets`,
    problems: found.map((where) => `A secret was written to ${where}`),
  };
}
