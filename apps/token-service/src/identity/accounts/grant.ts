import { missingScopes, type Scope } from '@portcullis/scopes';
import type { Query } from '@portcullis/event-store';
import { type Role, scopesOf } from './role.js';

/** What says which scopes a user may grant. */
export interface Grantor {
  readonly role: Role;
  /** Null: whatever the role may. */
  readonly grantableScopes: readonly Scope[] | null;
}

/** What a user may grant to a token, and what a user token of theirs may have at most: their own list within their role's; in the catalogue's order. */
export function grantOf({ role, grantableScopes }: Grantor): readonly Scope[] {
  const most = scopesOf(role);
  if (grantableScopes === null) return most;
  const own = new Set(grantableScopes);
  return most.filter((scope) => own.has(scope));
}

/** Why a token cannot be a user's. */
export type GrantRefused =
  /** Suspended, removed, or never there. */
  | { readonly outcome: 'user_not_active' }
  | { readonly outcome: 'beyond_user'; readonly scopes: readonly Scope[] };

/**
 * What this user may grant, as of now and until the transaction ends: FOR SHARE excludes whoever demotes, suspends or
 * removes the user. They see what this transaction does, or it sees what they did. Null where the user is not active.
 */
export async function lockGrant(query: Query, user: { readonly workspaceId: string; readonly userId: string }): Promise<readonly Scope[] | null> {
  const [grantor] = await query<Grantor>(
    `SELECT role, grantable_scopes AS "grantableScopes" FROM app_user WHERE id = $1 AND workspace_id = $2 AND status = 'active' FOR SHARE`,
    [user.userId, user.workspaceId],
  );
  return grantor ? grantOf(grantor) : null;
}

/** Whether a token with these scopes is beyond what its user may grant. */
export function refuseBeyondUser(grant: readonly Scope[] | null, scopes: readonly Scope[]): GrantRefused | undefined {
  if (grant === null) return { outcome: 'user_not_active' };
  const missing = missingScopes(grant, scopes);
  return missing.length > 0 ? { outcome: 'beyond_user', scopes: missing } : undefined;
}
