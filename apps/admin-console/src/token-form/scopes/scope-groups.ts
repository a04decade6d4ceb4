import type { Scope } from '@portcullis/management-client';
import type { ScopeName } from './scopes-query.js';

export interface ScopeGroup {
  readonly resource: string;
  readonly scopes: readonly Scope[];
}

/** Those in which every word of the search occurs, by resource, in the order of the catalogue. @param words of a scope: all that may be searched */
export function scopeGroups(scopes: readonly Scope[], search: string, words: (scope: Scope) => string): readonly ScopeGroup[] {
  const wished = search.toLowerCase().split(/\s+/);
  const found = scopes.filter((scope) => wished.every((word) => words(scope).toLowerCase().includes(word)));
  const resources = new Set(found.map(({ resource }) => resource));
  return [...resources].map((resource) => ({ resource, scopes: found.filter((scope) => scope.resource === resource) }));
}

/** With these chosen, or without them; in the order of the catalogue. */
export function chosen(all: readonly Scope[], value: readonly ScopeName[], changed: readonly ScopeName[], isChosen: boolean): ScopeName[] {
  const wanted = new Set(value);
  for (const scope of changed) if (isChosen) wanted.add(scope); else wanted.delete(scope);
  return all.map(({ scope }) => scope).filter((scope) => wanted.has(scope));
}

export const isSameSet = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((member) => other.includes(member));
