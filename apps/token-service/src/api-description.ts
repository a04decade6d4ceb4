import type { ApiDescription } from '@portcullis/service-kit';

/** What the document at /docs says of the whole. */
export const API: ApiDescription = {
  title: 'Portcullis token-service',
  description: `Issues API tokens, and revokes them everywhere at once.

- Whoever calls is a person in a session (a cookie, from \`POST /api/v1/session\`) or a program with a bearer token that has \`api_token:manage\`; never both.
- A change is answered once every replica is known to act on it (200, 201), else with 202 and where to ask again. \`Prefer: respond-async\` does not wait.
- Times are RFC 3339 in UTC, ids opaque texts, unknown fields and parameters errors.
- Every refusal is a problem document (RFC 9457); its \`code\` is for programs, its \`requestId\` finds it in the log.
- HEAD is answered wherever GET is; another method that a path does not have is 405 with \`Allow\`.`,
  version: '1.0.0',
};
