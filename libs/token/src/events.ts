import type { Scope } from '@portcullis/scopes';
import type { Environment } from './spelling.js';
import type { Timestamp } from './timestamp.js';

/** `user`: acts with its owner's permissions, narrowed by its scopes. `workspace`: belongs to the workspace and outlives its creator. */
export type TokenKind = 'user' | 'workspace';

export interface TokenIssued {
  readonly type: 'TokenIssued';
  readonly tokenId: string;
  readonly workspaceId: string;
  readonly kind: TokenKind;
  readonly environment: Environment;
  /** Id of the user who issued it; a user token acts within this user's permissions. */
  readonly createdBy: string;
  readonly name: string;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** First 12 characters of the token: a label, never used to authenticate. */
  readonly prefix: string;
  /** SHA-256 of the whole token, 64 lower-case hex digits. */
  readonly secretHash: string;
  readonly scopes: readonly Scope[];
  /** Entries in the allowlist's normal form; empty means any address. */
  readonly allowedIps: readonly string[];
  readonly notBefore: Timestamp | null;
  readonly expiresAt: Timestamp | null;
}

/** Holds only what changed; a member that is absent stays as it was. */
export interface TokenUpdated {
  readonly type: 'TokenUpdated';
  readonly changes: TokenChanges;
}

export interface TokenChanges {
  readonly name?: string;
  readonly description?: string | null;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly scopes?: readonly Scope[];
  readonly allowedIps?: readonly string[];
  readonly notBefore?: Timestamp | null;
  readonly expiresAt?: Timestamp | null;
}

export interface TokenRotated {
  readonly type: 'TokenRotated';
  readonly prefix: string;
  readonly secretHash: string;
  /** Until when the secret before this one still works; null: it ended with this event. */
  readonly previousValidUntil: Timestamp | null;
}

export interface TokenDisabled {
  readonly type: 'TokenDisabled';
  readonly reason: string | null;
}

export interface TokenEnabled {
  readonly type: 'TokenEnabled';
}

export interface TokenRevoked {
  readonly type: 'TokenRevoked';
  readonly reason: string | null;
}

/** What was counted since the TokenUsed before it; lives in the stream `usage/<token>`. */
export interface TokenUsed {
  readonly type: 'TokenUsed';
  readonly tokenId: string;
  readonly accepted: number;
  readonly lastUsedAt: Timestamp;
}

/** Facts that change a token's state: its own stream. */
export type TokenStateEvent = TokenIssued | TokenUpdated | TokenRotated | TokenDisabled | TokenEnabled | TokenRevoked;
/** Every fact about a token. */
export type TokenEvent = TokenStateEvent | TokenUsed;
