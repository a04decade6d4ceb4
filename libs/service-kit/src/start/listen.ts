import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceOptions } from './service-options.js';
import { StartRefused } from './start-refused.js';

/** @throws StartRefused where the address cannot be had */
export async function listen(app: NestFastifyApplication, options: ServiceOptions): Promise<void> {
  try {
    await app.listen(options.port, options.host);
  } catch (error) {
    throw new StartRefused(refusalOf(error, options), { cause: error });
  }
}

function refusalOf(error: unknown, options: ServiceOptions): string {
  const address = `port ${options.port} on ${options.host}`;
  const remedy = options.portVariable === undefined ? 'choose another' : `set ${options.portVariable} to another`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return `${address} is in use by another program: stop it or ${remedy}`;
  if (code === 'EACCES') return `${address} may not be opened by this user: ${remedy}, 1024 or above`;
  if (code === 'EADDRNOTAVAIL') return `${options.host} is not an address of this machine: set HOST to one that is`;
  return `cannot listen on ${address}: ${error instanceof Error ? error.message : String(error)}`;
}
