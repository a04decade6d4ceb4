import { UsageFailure } from '../failures/command-failure.js';
import type { Texts } from '../messages/texts.js';

export const DEFAULT_URL = 'http://127.0.0.1:4100';
const THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * An address as credentials may go to.
 *
 * @throws UsageFailure where it is none, or where a credential would go over a network in the clear
 */
export function addressOf(given: string, env: NodeJS.ProcessEnv, texts: Texts): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '') {
    throw new UsageFailure(texts('error.url', { url: given }));
  }
  if (url.protocol === 'http:' && !THIS_MACHINE.test(url.hostname) && env['ALLOW_PLAINTEXT'] !== '1') {
    throw new UsageFailure(texts('error.plaintext', { url: url.origin }));
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
