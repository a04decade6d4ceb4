import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ServiceLog } from '../logging/service-log.js';
import { createService } from './create-service.js';
import { exitWith } from './exit-with.js';
import { listen } from './listen.js';
import { refusePlaintext } from './plaintext.js';
import type { ServiceOptions } from './service-options.js';
import { shutDown } from './shutdown.js';
import { onStopRequest } from './stop-requests.js';

/**
 * Makes the service, listens, and stops it on SIGTERM, SIGINT and the end of the parent process. The last thing a
 * main.ts does: where the service cannot start, this writes one clear line to stderr and ends the process with 1.
 */
export async function startService(options: ServiceOptions): Promise<NestFastifyApplication> {
  let started: NestFastifyApplication | undefined;
  onStopRequest((reason) => {
    if (started === undefined) process.exit(0);
    void shutDown(started, reason);
  });
  try {
    refusePlaintext(options);
    const app = await createService(options);
    endOnFault(app);
    await listen(app, options);
    started = app;
    app.get(ServiceLog).info({ address: await app.getUrl() }, 'listening');
    return app;
  } catch (error) {
    return exitWith(options.name, error);
  }
}

/** A fault nobody caught leaves the process in a state nobody knows: it ends, and whoever watches it starts a new one. */
function endOnFault(app: NestFastifyApplication): void {
  const log = app.get(ServiceLog);
  process.on('uncaughtException', (error) => {
    log.error({ err: error }, 'uncaught fault, the process ends');
    process.exit(1);
  });
}
