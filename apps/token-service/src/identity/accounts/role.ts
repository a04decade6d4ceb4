import { SCOPES, type Scope, type ScopeDefinition } from '@portcullis/scopes';

export type Role = 'owner' | 'admin' | 'auditor' | 'member';

const MAY: Record<Role, (definition: ScopeDefinition) => boolean> = {
  owner: () => true,
  admin: () => true,
  auditor: ({ class: kind }) => kind === 'read',
  // The workspace's own records; neither the installation, nor everybody's tokens and history.
  member: ({ class: kind, oauthGrantable }) => kind !== 'special' && oauthGrantable,
};

/** What a user of this role may do in a session, and may grant to a token; in the catalogue's order. */
export function scopesOf(role: Role): readonly Scope[] {
  return SCOPES.filter(MAY[role]).map(({ scope }) => scope);
}
