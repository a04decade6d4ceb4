import { effectiveStatus, type Timestamp } from '@portcullis/token';
import { z } from 'zod';
import { ENVIRONMENTS, TOKEN_KINDS } from '../input/kinds.js';
import { scope } from '../input/scope.js';
import type { ApiTokenView } from './api-token-view.entity.js';
import { EFFECTIVE_STATUSES } from './status-conditions.js';

const time = z.iso.datetime({ precision: 3 });

/** A token as the API shows it: never a secret, nor a hash of one. */
export const apiTokenSchema = z
  .strictObject({
    id: z.string(),
    object: z.literal('api_token'),
    name: z.string(),
    prefix: z.string().meta({ description: 'First 12 characters of the current secret: a label.' }),
    scopes: z.array(scope).readonly(),
    kind: z.enum(TOKEN_KINDS),
    environment: z.enum(ENVIRONMENTS),
    status: z.enum(EFFECTIVE_STATUSES),
    allowedIps: z.array(z.string()).readonly().meta({ description: 'Addresses and ranges; empty: any address.' }),
    description: z.string().nullable(),
    metadata: z.record(z.string(), z.string()).readonly(),
    expiresAt: time.nullable(),
    notBefore: time.nullable(),
    lastUsedAt: time.nullable(),
    createdAt: time,
    createdByEmail: z.string().nullable(),
    revokedAt: time.nullable(),
    version: z.int().meta({ description: 'Number of changes of the token’s state; its ETag.' }),
    position: z.int().meta({ description: 'Position of the last of these changes in the whole store.' }),
  })
  .meta({ id: 'ApiToken' });

export type ApiToken = Readonly<z.output<typeof apiTokenSchema>>;

/** All that is shown of a token but its status, which is a matter of the clock. */
export type ShownToken = Omit<ApiToken, 'object' | 'status'> & Pick<ApiTokenView, 'status'>;

/** The token as it stands at `now`. Copies member by member: what is not named here is not shown. */
export function toApiToken(token: ShownToken, now: Timestamp): ApiToken {
  return {
    id: token.id,
    object: 'api_token',
    name: token.name,
    prefix: token.prefix,
    scopes: token.scopes,
    kind: token.kind,
    environment: token.environment,
    status: effectiveStatus(token, now),
    allowedIps: token.allowedIps,
    description: token.description,
    metadata: token.metadata,
    expiresAt: token.expiresAt,
    notBefore: token.notBefore,
    lastUsedAt: token.lastUsedAt,
    createdAt: token.createdAt,
    createdByEmail: token.createdByEmail,
    revokedAt: token.revokedAt,
    version: token.version,
    position: token.position,
  };
}
