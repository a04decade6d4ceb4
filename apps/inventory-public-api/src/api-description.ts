import type { ApiDescription } from '@portcullis/service-kit';

/** What the document at /docs says of the whole. */
export const API: ApiDescription = {
  title: 'Portcullis inventory-public-api',
  description: `Shows a workspace its own inventory.

- Whoever calls has a bearer token with the scope of the route; what another workspace has is not there.
- Lists have pages (\`limit\`, \`cursor\`), an order (\`sort=name\`, \`sort=-name\`), and hold the \`fields\` that were asked for.
- Whatever is shown has an ETag: sent back as If-None-Match it saves the body (304).
- Amounts are whole minor units of their currency, times RFC 3339 in UTC, ids opaque texts, unknown parameters errors.
- Every refusal is a problem document (RFC 9457); its \`code\` is for programs, its \`requestId\` finds it in the log.
- HEAD is answered wherever GET is; another method that a path does not have is 405 with \`Allow\`.`,
  version: '1.0.0',
};
