import type { Scope } from './catalogue.js';
import { type ScopeDefinition, SCOPES } from './scope-definition.js';
import { sortScopes } from './scope-set.js';

/** The access levels a person chooses from: each a name for a set of scopes, expanded when a token is issued. */
export const BUNDLES = ['restricted', 'read-only', 'read-write', 'administrative'] as const;
export type Bundle = (typeof BUNDLES)[number];

const restricted: readonly string[] = ['company:read', 'items:read', 'warehouses:read', 'item-categories:read'] satisfies Scope[];

const contents: Readonly<Record<Bundle, (definition: ScopeDefinition) => boolean>> = {
  restricted: ({ scope }) => restricted.includes(scope),
  'read-only': ({ action }) => action === 'read',
  'read-write': (definition) => definition.class !== 'special',
  administrative: () => true,
};

/**
 * The scopes that a bundle stands for today, in the catalogue's order, and never more than the grantor has.
 * A token keeps what it was issued with: a scope added to the catalogue later reaches no token already issued.
 */
export function expandBundle(bundle: Bundle, grantor: readonly Scope[]): readonly Scope[] {
  const members = new Set(SCOPES.filter(contents[bundle]).map(({ scope }) => scope));
  return sortScopes(grantor).filter((scope) => members.has(scope));
}
