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
 * Those of these users who are active, by id, as of now and until the transaction ends: whoever demotes, suspends or
 * removes one sees what this transaction does, or it sees what they did. In id order, so that nobody waits in a circle.
 * FOR NO KEY UPDATE and not FOR SHARE: sharers let each other pass, and a suspension would wait for as long as new ones come.
 */
export async function lockGrantors(query: Query, workspaceId: string, userIds: readonly string[]): Promise<ReadonlyMap<string, Grantor>> {
  const rows = await query<Grantor & { id: string }>(
    `SELECT id, role, grantable_scopes AS "grantableScopes" FROM app_user
     WHERE id = ANY ($1::text[]) AND workspace_id = $2 AND status = 'active' ORDER BY id FOR NO KEY UPDATE`,
    [userIds, workspaceId],
  );
  return new Map(rows.map(({ id, ...grantor }) => [id, grantor]));
}

/** Whether a token with these scopes is beyond what its user may grant. */
export function refuseBeyondUser(grant: readonly Scope[] | null, scopes: readonly Scope[]): GrantRefused | undefined {
  if (grant === null) return { outcome: 'user_not_active' };
  const missing = missingScopes(grant, scopes);
  return missing.length > 0 ? { outcome: 'beyond_user', scopes: missing } : undefined;
}
