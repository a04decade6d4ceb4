import type { Actor } from '@portcullis/event-store';
import type { Principal } from '@portcullis/nest-auth';
import type { Scope } from '@portcullis/scopes';
import type { Timestamp } from '@portcullis/token';
import { type Role, scopesOf } from '../accounts/role.js';
import type { SessionHolder } from '../sessions/session-table.js';

/** Who a request to token-service acts as. */
export type Caller = SessionCaller | BearerCaller;

/** A person in a session. */
export interface SessionCaller {
  readonly via: 'session';
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
  /** What this caller may do here, and may give to a token it issues; in the catalogue's order. */
  readonly grantable: readonly Scope[];
  /** Who the events say it was. */
  readonly actor: Actor;
}

/** A program with a token. */
export interface BearerCaller {
  readonly via: 'bearer';
  readonly workspaceId: string;
  readonly tokenId: string;
  /** The user who issued the token. */
  readonly userId: string;
  /** Exclusive end of the secret that was presented, where the token was rotated since; null: it is the current one. */
  readonly secretExpiresAt: Timestamp | null;
  /** Exclusive end of the token itself; null: none. */
  readonly expiresAt: Timestamp | null;
  /** From where it may be used; empty: from anywhere. */
  readonly allowedIps: readonly string[];
  readonly grantable: readonly Scope[];
  readonly actor: Actor;
}

/** What token-service's own check says of an accepted token: it knows more than a replica does. */
export interface IssuerPrincipal extends Principal {
  /** Id of the user who issued the token. */
  readonly createdBy: string;
  readonly secretExpiresAt: Timestamp | null;
  readonly expiresAt: Timestamp | null;
  readonly allowedIps: readonly string[];
}

export function callerOfSession(holder: SessionHolder): SessionCaller {
  return {
    via: 'session',
    ...holder,
    grantable: scopesOf(holder.role),
    actor: { type: 'user', id: holder.userId },
  };
}

export function callerOfBearer({ workspaceId, tokenId, createdBy, secretExpiresAt, expiresAt, allowedIps, scopes }: IssuerPrincipal): BearerCaller {
  return {
    via: 'bearer',
    workspaceId,
    tokenId,
    userId: createdBy,
    secretExpiresAt,
    expiresAt,
    allowedIps,
    grantable: scopes,
    actor: { type: 'token', id: tokenId },
  };
}
