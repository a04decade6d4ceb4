import type { Actor } from '@portcullis/event-store';
import type { Principal } from '@portcullis/nest-auth';
import type { Scope } from '@portcullis/scopes';
import type { Timestamp, TokenKind } from '@portcullis/token';
import { grantOf } from '../accounts/grant.js';
import type { Permission } from '../accounts/permission.js';
import { permissionsOf, type Role } from '../accounts/role.js';
import type { SessionHolder } from '../sessions/session-table.js';

/** Who a request to token-service acts as. */
export type Caller = SessionCaller | BearerCaller;

/** A person in a session. */
export interface SessionCaller {
  readonly via: 'session';
  readonly sessionId: string;
  readonly workspaceId: string;
  readonly workspaceName: string;
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  /** Until when the password counts as just asked for (epoch ms, exclusive); null: it was not. */
  readonly confirmedUntilMs: number | null;
  readonly mustChangePassword: boolean;
  /** What this caller may give to a token it issues; in the catalogue's order. */
  readonly grantable: readonly Scope[];
  /** Who the events say it was. */
  readonly actor: Actor;
}

/** A program with a token. */
export interface BearerCaller {
  readonly via: 'bearer';
  readonly workspaceId: string;
  readonly tokenId: string;
  readonly kind: TokenKind;
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

export function callerOfSession({ grantableScopes, confirmedUntil, ...holder }: SessionHolder): SessionCaller {
  const { role, userId } = holder;
  return {
    via: 'session',
    ...holder,
    permissions: permissionsOf(role),
    confirmedUntilMs: confirmedUntil?.getTime() ?? null,
    grantable: grantOf({ role, grantableScopes }),
    actor: { type: 'user', id: userId },
  };
}

export function callerOfBearer({ workspaceId, tokenId, kind, createdBy, secretExpiresAt, expiresAt, allowedIps, scopes }: IssuerPrincipal): BearerCaller {
  return {
    via: 'bearer',
    workspaceId,
    tokenId,
    kind,
    userId: createdBy,
    secretExpiresAt,
    expiresAt,
    allowedIps,
    grantable: scopes,
    actor: { type: 'token', id: tokenId },
  };
}
