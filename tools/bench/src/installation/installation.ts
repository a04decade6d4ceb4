import { checkpointFiles } from '@portcullis/tools';
import type { MeasureContext } from '../measures/measure.js';
import type { LogBetween } from './log-between.js';
import { Operator } from './operator.js';
import { runServiceCommand, ServiceProcess } from './service-process.js';

const READY_WITHIN_MS = 150_000;

/** A token-service and services that check tokens, all processes of their own, with databases of their own. */
export interface Installation {
  readonly operator: Operator;
  readonly replicas: readonly ServiceProcess[];
  stop(): Promise<void>;
}

/** @param replicas how many processes of inventory-public-api. */
export async function install(log: LogBetween, replicas: number, { surroundings, profileFolder }: MeasureContext): Promise<Installation> {
  const running: ServiceProcess[] = [];
  const stop = async (): Promise<void> => {
    // Replicas first: their goodbye is then still heard.
    for (const service of running.toReversed()) await service.stop();
  };
  const options = { folder: surroundings.folder, readyWithinMs: READY_WITHIN_MS, profileFolder };
  try {
    const tokenServiceDatabase = { DATABASE_URL: await surroundings.database('token_service'), ...log.environment, ...checkpointFiles(surroundings.folder) };
    const tokenService = await ServiceProcess.start({ ...options, app: 'token-service', environment: tokenServiceDatabase });
    running.push(tokenService);
    const owner = await runServiceCommand('token-service', ['workspace', 'create', '--name', 'Bench', '--owner-email', 'owner@bench.example'], tokenServiceDatabase);
    for (let number = 0; number < replicas; number += 1) {
      const environment = { DATABASE_URL: await surroundings.database('inventory'), ...log.environment };
      running.push(await ServiceProcess.start({ ...options, app: 'inventory-public-api', environment }));
    }
    const operator = await Operator.logIn(tokenService.url, String(owner['email']), String(owner['password']));
    return { operator, replicas: running.slice(1), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
