import { missingScopes, type Scope } from '@portcullis/scopes';
import type { UserStatus } from '../../identity/accounts/app-user.entity.js';
import { type Grantor, grantOf } from '../../identity/accounts/grant.js';
import { permissionsOf, scopesOf } from '../../identity/accounts/role.js';

/** Why a person cannot be changed so. */
export type UserRefusal =
  /** Who asks was demoted, suspended or removed meanwhile. */
  | { readonly code: 'role_not_sufficient' }
  /** Only owners make owners, and only they change one. */
  | { readonly code: 'owner_required' }
  /** The workspace would be left without anybody who may do everything. */
  | { readonly code: 'last_owner' }
  /** A removed person stays removed. */
  | { readonly code: 'user_removed' }
  /** Whoever was shown the password would have what is given now. */
  | { readonly code: 'password_not_chosen' }
  /** One's own password is changed by who knows it. */
  | { readonly code: 'own_password' }
  /** `scopes`: those that the role does not have, whoever grants them. */
  | { readonly code: 'scopes_beyond_role'; readonly scopes: readonly Scope[] }
  /** `scopes`: those that would be gained, and that whoever asks may not grant. */
  | { readonly code: 'scopes_not_grantable'; readonly scopes: readonly Scope[] };

/** What the rules look at of a person. */
export interface Standing extends Grantor {
  readonly status: UserStatus;
  /** The password is one that somebody else was shown. */
  readonly mustChangePassword: boolean;
}

export interface UserChange {
  readonly actor: Standing;
  /** Null: nobody yet. */
  readonly before: Standing | null;
  /** The same object as `before` where it is so already. */
  readonly after: Standing;
  /** Active owners besides the person. */
  readonly otherOwners: number;
}

/**
 * Whether who asks may do that to a person. Pure. Nobody raises himself by it: what one does not have, nobody gains by one.
 */
export function refuseUserChange({ actor, before, after, otherOwners }: UserChange): UserRefusal | undefined {
  const permissions = actor.status === 'active' ? permissionsOf(actor.role) : [];
  if (!permissions.includes('userManage')) return { code: 'role_not_sufficient' };
  if ((before?.role === 'owner' || after.role === 'owner') && !permissions.includes('ownerManage')) return { code: 'owner_required' };
  if (before?.status === 'removed' && after !== before) return { code: 'user_removed' };
  if (isActiveOwner(before) && !isActiveOwner(after) && otherOwners === 0) return { code: 'last_owner' };
  return refuseGain(actor, before, after) ?? refuseRaise(before, after);
}

/**
 * Whether who asks may give a person another password. Pure. Whoever is shown it could choose the next one and be that
 * person, so nobody does it to one who may more.
 */
export function refusePasswordReset(actor: Standing & { readonly id: string }, person: Standing & { readonly id: string }): UserRefusal | undefined {
  const refusal = refuseUserChange({ actor, before: person, after: { ...person }, otherOwners: 1 });
  if (refusal) return refusal;
  if (actor.id === person.id) return { code: 'own_password' };
  const missing = missingScopes(grantOf(actor), grantOf(person));
  return missing.length > 0 ? { code: 'scopes_not_grantable', scopes: missing } : undefined;
}

function refuseGain(actor: Standing, before: Standing | null, after: Standing): UserRefusal | undefined {
  const beyondRole = missingScopes(scopesOf(after.role), after.grantableScopes ?? []);
  // A list that a role does not fill any more stays as it is: it grants only what the role has.
  if (beyondRole.length > 0 && after.grantableScopes !== before?.grantableScopes) return { code: 'scopes_beyond_role', scopes: beyondRole };
  // What a suspended person is given counts as well: somebody else may end the suspension, who gave nothing.
  const gained = isResume(before, after) ? grantOf(after) : scopesGained(before, after);
  const missing = missingScopes(grantOf(actor), gained);
  return missing.length > 0 ? { code: 'scopes_not_grantable', scopes: missing } : undefined;
}

function refuseRaise(before: Standing | null, after: Standing): UserRefusal | undefined {
  if (!before?.mustChangePassword) return undefined;
  const held = permissionsOf(before.role);
  const isRaise = scopesGained(before, after).length > 0 || permissionsOf(after.role).some((permission) => !held.includes(permission));
  return isRaise ? { code: 'password_not_chosen' } : undefined;
}

function isResume(before: Standing | null, after: Standing): boolean {
  return before?.status === 'suspended' && after.status === 'active';
}

function scopesGained(before: Standing | null, after: Standing): readonly Scope[] {
  return missingScopes(before ? grantOf(before) : [], grantOf(after));
}

function isActiveOwner(person: Standing | null): boolean {
  return person?.role === 'owner' && person.status === 'active';
}
