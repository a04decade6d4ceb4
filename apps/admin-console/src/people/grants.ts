import type { Scope, User } from '@portcullis/management-client';

type ScopeName = Scope['scope'];

/** Who may grant what at most, as the service has it; it is the service that decides. */
const MAY_GRANT: Readonly<Record<User['role'], (scope: Scope) => boolean>> = {
  owner: () => true,
  admin: () => true,
  auditor: ({ class: kind }) => kind === 'read',
  member: ({ class: kind, oauthGrantable }) => kind !== 'special' && oauthGrantable,
};

/** The most that a person of this role may grant, in the catalogue's order. */
export const scopesOf = (role: User['role'], catalogue: readonly Scope[]): readonly ScopeName[] => catalogue.filter(MAY_GRANT[role]).map(({ scope }) => scope);

/** What somebody is to be, and to grant. */
export interface RoleAndGrants {
  readonly role: User['role'];
  /** null: whatever the role may. */
  readonly only: readonly ScopeName[] | null;
}

/** What it comes to: never more than the role may. */
export const grantsOf = ({ role, only }: RoleAndGrants, catalogue: readonly Scope[]): readonly ScopeName[] => scopesOf(role, catalogue).filter((scope) => only === null || role === 'owner' || only.includes(scope));

/** As somebody is now. */
export function roleAndGrantsOf({ role, grantableScopes }: Pick<User, 'role' | 'grantableScopes'>, catalogue: readonly Scope[]): RoleAndGrants {
  return { role, only: scopesOf(role, catalogue).every((scope) => grantableScopes.includes(scope)) ? null : grantableScopes };
}

/** As the API takes it. */
export function bodyOf({ role, only }: RoleAndGrants): { role: User['role']; grantableScopes: ScopeName[] | null } {
  return { role, grantableScopes: role === 'owner' || only === null ? null : [...only] };
}
