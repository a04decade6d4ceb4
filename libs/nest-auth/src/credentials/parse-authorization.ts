export type PresentedCredentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly reason: string }
  | { readonly kind: 'bearer'; readonly token: string };

/** RFC 6750 §2.1. One space: the RFC has "one or more", no client sends two, and passport-http-bearer refuses them. */
const BEARER = /^bearer ([0-9A-Za-z\-._~+/]+=*)$/i;
/** RFC 9110 §11.1: a scheme is a token, ended by a space or the end. */
const SCHEME = /^([0-9A-Za-z!#$%&'*+\-.^_`|~]+)(?: |$)/;

const none: PresentedCredentials = { kind: 'none' };
/** For the person who reads the answer. */
export const MALFORMED_AUTHORIZATION = 'The Authorization header must be Bearer, one space, and the token.';
const malformed: PresentedCredentials = { kind: 'malformed', reason: MALFORMED_AUTHORIZATION };

/** What the value of the one Authorization header presents; undefined where there is none. Another scheme is none. */
export function parseAuthorization(header: string | undefined): PresentedCredentials {
  if (header === undefined || header === '') return none;
  const token = BEARER.exec(header)?.[1];
  if (token !== undefined) return { kind: 'bearer', token };
  const scheme = SCHEME.exec(header)?.[1]?.toLowerCase();
  return scheme === undefined || scheme === 'bearer' ? malformed : none;
}
