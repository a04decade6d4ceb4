import { type Timestamp, toEpochMs } from '@portcullis/token';
import { z } from 'zod';
import { ENVIRONMENTS, TOKEN_KINDS } from '../input/kinds.js';
import { scope } from '../input/scope.js';
import type { ApiToken } from '../read-model/api-token.js';
import { EFFECTIVE_STATUSES } from '../read-model/status-conditions.js';

const DAY_MS = 86_400_000;
const time = z.iso.datetime({ precision: 3 });

/**
 * A token as its own holder sees it: what it is and how long it lasts. Not from where it may be used, who issued it and
 * what they noted about it: a holder may be a stranger, or a thief.
 */
export const ownTokenSchema = z
  .strictObject({
    id: z.string(),
    object: z.literal('api_token'),
    name: z.string(),
    prefix: z.string().meta({ description: 'First 12 characters of the current secret; another than the presented one’s after a rotation.' }),
    scopes: z.array(scope).readonly(),
    kind: z.enum(TOKEN_KINDS),
    environment: z.enum(ENVIRONMENTS),
    status: z.enum(EFFECTIVE_STATUSES),
    createdAt: time,
    notBefore: time.nullable(),
    expiresAt: time.nullable(),
    secretExpiresAt: time.nullable().meta({ description: 'Where the token was rotated since: when the secret that was presented ends.' }),
    daysLeft: z.int().nullable().meta({ description: 'Days until the first of these two, a day that has begun counted whole; null: neither is set.' }),
    revokedAt: time.nullable(),
    version: z.int().meta({ description: 'Number of changes of the token’s state.' }),
  })
  .meta({ id: 'OwnApiToken' });

export type OwnToken = Readonly<z.output<typeof ownTokenSchema>>;

/** @param secretExpiresAt exclusive end of the secret that was presented; null for the current one */
export function toOwnToken(token: ApiToken, secretExpiresAt: Timestamp | null, nowMs: number): OwnToken {
  const { id, object, name, prefix, scopes, kind, environment, status, createdAt, notBefore, expiresAt, revokedAt, version } = token;
  return {
    id, object, name, prefix, scopes, kind, environment, status, createdAt, notBefore, expiresAt, secretExpiresAt,
    daysLeft: daysUntil([expiresAt, secretExpiresAt], nowMs),
    revokedAt, version,
  };
}

function daysUntil(ends: readonly (Timestamp | null)[], nowMs: number): number | null {
  const end = Math.min(...ends.map((given) => (given === null ? Infinity : toEpochMs(given))));
  return end === Infinity ? null : Math.max(0, Math.ceil((end - nowMs) / DAY_MS));
}
