import { compileAllowlist } from '@portcullis/ip-allowlist';
import type { ServiceOptions } from './service-options.js';
import { StartRefused } from './start-refused.js';

const loopback = compileAllowlist(['127.0.0.0/8', '::1']);

/**
 * Nothing here speaks TLS: beyond the loopback tokens would cross the network in the open.
 *
 * @throws StartRefused
 */
export function refusePlaintext(options: Pick<ServiceOptions, 'host' | 'allowPlaintext'>): void {
  if (options.allowPlaintext === true || options.host === 'localhost' || loopback.allows(options.host)) return;
  throw new StartRefused(
    `HOST=${options.host} is reachable from other machines, where tokens would travel unencrypted: ` +
      'put TLS in front and set ALLOW_PLAINTEXT=1, or set HOST=127.0.0.1',
  );
}
