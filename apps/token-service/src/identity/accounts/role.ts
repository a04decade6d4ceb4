import { SCOPES, type Scope, type ScopeDefinition } from '@portcullis/scopes';
import type { Permission } from './permission.js';

export const ROLES = ['owner', 'admin', 'auditor', 'member'] as const;
export type Role = (typeof ROLES)[number];

const MAY_GRANT: Record<Role, (definition: ScopeDefinition) => boolean> = {
  owner: () => true,
  admin: () => true,
  auditor: ({ class: kind }) => kind === 'read',
  // The workspace's own records; neither the installation, nor everybody's tokens and history.
  member: ({ class: kind, oauthGrantable }) => kind !== 'special' && oauthGrantable,
};

const PERMISSIONS_OF: Readonly<Record<Role, readonly Permission[]>> = {
  owner: ['apiAccessView', 'apiAccessCreate', 'apiAccessManage', 'apiAccessRevoke', 'auditView', 'userView', 'userManage', 'ownerManage'],
  admin: ['apiAccessView', 'apiAccessCreate', 'apiAccessManage', 'apiAccessRevoke', 'auditView', 'userView', 'userManage'],
  auditor: ['apiAccessView', 'auditView', 'userView'],
  member: ['apiAccessCreate'],
};

/** The most that a user of this role may grant to a token; in the catalogue's order. */
export function scopesOf(role: Role): readonly Scope[] {
  return SCOPES.filter(MAY_GRANT[role]).map(({ scope }) => scope);
}

/** What a user of this role may do here in a session. */
export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS_OF[role];
}
