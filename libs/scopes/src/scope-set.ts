import type { Scope } from './catalogue.js';
import { scopeBit } from './scope-bit.js';

/** The distinct ones of these scopes, in the catalogue's order: the one form in which a set of scopes is stored. */
export function sortScopes(scopes: Iterable<Scope>): readonly Scope[] {
  return [...new Set(scopes)].sort((one, other) => scopeBit(one) - scopeBit(other));
}

/** The required scopes that were not granted, each once, in the order of `required`; none: the request may pass. No scope implies another. */
export function missingScopes(granted: readonly Scope[], required: readonly Scope[]): readonly Scope[] {
  const has = new Set(granted);
  return [...new Set(required)].filter((scope) => !has.has(scope));
}
