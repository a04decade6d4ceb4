import { join } from 'node:path';
import type { Connections } from '../installation/connections.js';
import { checkpointFiles } from '../installation/checkpoint-files.js';
import { REPOSITORY } from '../installation/places.js';
import { childEnvironment } from './child-environment.js';
import { ServiceLog } from './service-log.js';
import type { Settings } from './settings.js';
import type { ServiceSpecification } from './supervised-service.js';

/** The two services of the family, token-service first: the other is fresh only once it has heard of it. */
export function serviceSpecifications(
  settings: Settings,
  connections: Connections,
  environment: NodeJS.ProcessEnv,
): readonly (ServiceSpecification & { readonly url: string })[] {
  const { host, tokenServicePort, inventoryPort, folder } = settings;
  return [
    {
      name: 'token-service',
      url: connections.tokenServiceUrl,
      script: join(REPOSITORY, 'apps/token-service/dist/main.js'),
      log: new ServiceLog(join(folder.logs, 'token-service.log')),
      environment: childEnvironment(environment, {
        HOST: host,
        TOKEN_SERVICE_PORT: String(tokenServicePort),
        DATABASE_URL: connections.databases.tokenService,
        ...connections.log.tokenService,
        ...checkpointFiles(folder.path),
      }),
    },
    {
      name: 'inventory-public-api',
      url: connections.inventoryUrl,
      script: join(REPOSITORY, 'apps/inventory-public-api/dist/main.js'),
      log: new ServiceLog(join(folder.logs, 'inventory-public-api.log')),
      environment: childEnvironment(environment, {
        HOST: host,
        INVENTORY_API_PORT: String(inventoryPort),
        DATABASE_URL: connections.databases.inventory,
        ...connections.log.inventory,
      }),
    },
  ];
}

/** Where a person on this machine reaches a service that listens on `host`. */
export function urlOf(host: string, port: number): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  const reachable = everywhere ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
