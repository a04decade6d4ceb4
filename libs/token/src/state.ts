import type { Scope } from '@portcullis/scopes';
import type { TokenKind } from './events.js';
import type { Environment } from './spelling.js';
import type { Timestamp } from './timestamp.js';

/** A secret that opens the token; the last of a token's list is the current one. */
export interface TokenSecret {
  readonly prefix: string;
  readonly hash: string;
  /** Exclusive end of a rotated secret's grace period; null for the current secret. */
  readonly validUntil: Timestamp | null;
}

interface Issued {
  readonly tokenId: string;
  readonly workspaceId: string;
  readonly kind: TokenKind;
  readonly environment: Environment;
  readonly createdBy: string;
  readonly name: string;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly secrets: readonly TokenSecret[];
  readonly scopes: readonly Scope[];
  readonly allowedIps: readonly string[];
  readonly notBefore: Timestamp | null;
  readonly expiresAt: Timestamp | null;
}

export interface EnabledToken extends Issued {
  readonly status: 'enabled';
}
export interface DisabledToken extends Issued {
  readonly status: 'disabled';
  readonly reason: string | null;
}
export interface RevokedToken extends Issued {
  readonly status: 'revoked';
  readonly reason: string | null;
}
/** A stream with no event in it. */
export interface NoToken {
  readonly status: 'none';
}

export type IssuedToken = EnabledToken | DisabledToken | RevokedToken;
/** What a token's own stream amounts to. Whether it is pending or expired is a matter of the clock, not of the state. */
export type TokenState = NoToken | IssuedToken;

/** What a `usage/<token>` stream amounts to. */
export interface TokenUsage {
  readonly accepted: number;
  readonly lastUsedAt: Timestamp | null;
}
