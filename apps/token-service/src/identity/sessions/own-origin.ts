import type { IncomingHttpHeaders } from 'node:http';
import { forbidden } from '@portcullis/service-kit';

/**
 * Whether a change that a cookie authorizes may come from where it says it does. A browser names the page's origin
 * (RFC 6454) and its relation to us (Fetch Metadata), and no page can forge either; a program that names neither holds
 * the cookie itself, so nobody is being ridden. The origin has to match exactly: another port is another origin, and
 * `null` is anybody's.
 */
export function comesFromOwnOrigin(headers: IncomingHttpHeaders, publicOrigins: readonly string[]): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (origin !== undefined && !publicOrigins.includes(origin)) return false;
  return site === undefined || site === 'same-origin';
}

/** @throws Problem 403 `foreign_origin` */
export function refuseForeignOrigin(headers: IncomingHttpHeaders, publicOrigins: readonly string[]): void {
  if (comesFromOwnOrigin(headers, publicOrigins)) return;
  throw forbidden('foreign_origin', 'A page of another origin may not change anything here; see PUBLIC_ORIGINS.');
}
