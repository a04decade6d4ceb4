import { randomBytes } from 'node:crypto';

/** What `vite build` writes where a nonce belongs. */
const PLACE = /__CSP_NONCE__/g;
const NONCE_BYTES = 16;

/** The nonce of its style element would be nobody's secret in a page that is kept. */
export const CONSOLE_CACHED = 'no-store';

/** One answer's page and policy: the style element that the page's script makes is known by a nonce of this answer alone (CSP 3 §2.3.1). */
export function consolePage(index: string): { readonly html: string; readonly policy: string } {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  return { html: index.replaceAll(PLACE, nonce), policy: policyWith(nonce) };
}

/** Scripts are the service's own files, none stands in the page; nothing is asked of anybody else, and nobody frames it. */
const policyWith = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
