import { type Timestamp, toEpochMs } from '@portcullis/token';
import { z } from 'zod';
import { ENVIRONMENTS, TOKEN_KINDS } from '../../tokens/input/kinds.js';
import type { BearerRow } from '../../tokens/bearer-check/bearer-row.js';

const seconds = z.int().nonnegative();

/** RFC 7662 §2.2, and beyond it what a service has to know of a token of ours. */
const activeToken = z
  .strictObject({
    active: z.literal(true),
    scope: z.string().meta({ description: 'Its scopes, parted by spaces.' }),
    token_type: z.literal('Bearer'),
    sub: z.string().meta({ description: 'Whose it is: of a user token the user who issued it, of a workspace token the workspace.' }),
    iss: z.string().meta({ description: 'The first of this service’s own origins.' }),
    jti: z.string().meta({ description: 'Id of the token.' }),
    iat: seconds.meta({ description: 'When it was issued, in seconds since 1970, as are the next two.' }),
    nbf: seconds.optional(),
    exp: seconds.optional().meta({ description: 'When it ends, or the secret that was presented, which a rotation has replaced.' }),
    workspace_id: z.string(),
    kind: z.enum(TOKEN_KINDS),
    environment: z.enum(ENVIRONMENTS),
    allowed_ips: z
      .array(z.string())
      .readonly()
      .optional()
      .meta({ description: 'There where it may not be used from everywhere: whoever does not send `client_address` has to see to it.' }),
  })
  .meta({ id: 'ActiveToken' });

const inactiveToken = z.strictObject({ active: z.literal(false) }).meta({ id: 'InactiveToken' });

export const introspectionSchema = z.discriminatedUnion('active', [activeToken, inactiveToken]).meta({ id: 'Introspection' });

export type Introspection = z.output<typeof introspectionSchema>;

/** All that is said of whatever is no live token of the caller's workspace: nothing tells the reasons apart. */
export const inactive: Introspection = { active: false };

/** @param issuer as StringOrURI of RFC 7519 §2 */
export function activeAs({ principal, environment, scopes, allowedIps, notBefore, expiresAt }: BearerRow, createdAt: Timestamp, issuer: string): Introspection {
  const { tokenId, workspaceId, createdBy, kind, secretExpiresAt } = principal;
  const ends = [expiresAt, secretExpiresAt].filter((end) => end !== null).map(toEpochMs);
  return {
    active: true,
    scope: scopes.join(' '),
    token_type: 'Bearer',
    sub: kind === 'user' ? createdBy : workspaceId,
    iss: issuer,
    jti: tokenId,
    iat: floorSeconds(createdAt),
    // Whoever caches this keeps it no longer than it holds, and does not begin too soon.
    ...(notBefore !== null && { nbf: Math.ceil(toEpochMs(notBefore) / 1_000) }),
    ...(ends.length > 0 && { exp: Math.floor(Math.min(...ends) / 1_000) }),
    workspace_id: workspaceId,
    kind,
    environment,
    ...(allowedIps.length > 0 && { allowed_ips: allowedIps }),
  };
}

const floorSeconds = (time: Timestamp): number => Math.floor(toEpochMs(time) / 1_000);
