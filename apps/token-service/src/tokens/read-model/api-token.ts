import type { Scope } from '@portcullis/scopes';
import { type EffectiveStatus, effectiveStatus, type Environment, type Timestamp, type TokenKind } from '@portcullis/token';
import type { ApiTokenView } from './api-token-view.entity.js';

/** A token as the API shows it: never a secret, nor a hash of one. */
export interface ApiToken {
  readonly id: string;
  readonly object: 'api_token';
  readonly name: string;
  /** First 12 characters of the current secret: a label. */
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly kind: TokenKind;
  readonly environment: Environment;
  readonly status: EffectiveStatus;
  /** Empty: any address. */
  readonly allowedIps: readonly string[];
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly expiresAt: Timestamp | null;
  readonly notBefore: Timestamp | null;
  readonly lastUsedAt: Timestamp | null;
  readonly createdAt: Timestamp;
  readonly createdByEmail: string | null;
  readonly revokedAt: Timestamp | null;
  /** Number of changes of the token's state; its ETag. */
  readonly version: number;
  /** Position of the last of these changes in the whole store. */
  readonly position: number;
}

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
