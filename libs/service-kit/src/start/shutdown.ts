import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { HealthRegistry } from '../health/health-registry.js';
import { ServiceLog } from '../logging/service-log.js';

/** How often connections that have become idle are closed: a client would keep them for its next request. */
const IDLE_CHECK_MS = 50;
/** What clients are still sending gets this long to arrive: a slow one does not hold the stop. */
const ARRIVAL_MS = 1_000;
/** Answers under way get this long; then their connections are cut. */
const DRAIN_MS = 5_000;
/** A stop that takes longer is a fault; the process ends without waiting for the rest. */
const STOP_LIMIT_MS = 9_500;

/**
 * Stops the service: not ready any more, then Nest's hooks in their order around the server's own end
 * (`onModuleDestroy`, `beforeApplicationShutdown`, connections drained, `onApplicationShutdown`), then exit 0.
 * What must not happen while requests are served, such as a replica's goodbye, belongs into `onApplicationShutdown`.
 */
export async function shutDown(app: NestFastifyApplication, reason: string): Promise<never> {
  const log = app.get(ServiceLog);
  log.info({ reason }, 'stopping');
  app.get(HealthRegistry).stop();
  const server = app.getHttpServer();
  const idle = setInterval(() => { server.closeIdleConnections(); }, IDLE_CHECK_MS);
  const { openConnections } = app.getHttpAdapter().getInstance();
  const unasked = setTimeout(() => { openConnections.cutUnasked(); }, ARRIVAL_MS);
  const cut = setTimeout(() => { server.closeAllConnections(); }, DRAIN_MS);
  const limit = setTimeout(() => {
    log.error({ limitMs: STOP_LIMIT_MS }, 'not stopped in time');
    process.exit(1);
  }, STOP_LIMIT_MS);
  try {
    await app.close();
    log.info({ reason }, 'stopped');
  } catch (error) {
    log.error({ err: error }, 'stopped with an error');
    process.exit(1);
  } finally {
    clearInterval(idle);
    clearTimeout(unasked);
    clearTimeout(cut);
    clearTimeout(limit);
  }
  process.exit(0);
}
