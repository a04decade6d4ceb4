import type { TokenChanges } from './events.js';
import type { IssuedToken } from './state.js';

/** What a token is to become; a member that is absent or undefined stays as it is. */
export type WishedChanges = { readonly [Member in keyof TokenChanges]?: TokenChanges[Member] | undefined };

/**
 * Those of the changes that differ from what the token has. Member by member, so that nothing but these seven can
 * ever enter the event, whatever the object at hand carries besides.
 */
export function changedMembers(token: IssuedToken, changes: WishedChanges): TokenChanges {
  const { name, description, metadata, scopes, allowedIps, notBefore, expiresAt } = changes;
  return {
    ...(name !== undefined && name !== token.name && { name }),
    ...(description !== undefined && description !== token.description && { description }),
    ...(metadata !== undefined && !sameRecord(metadata, token.metadata) && { metadata }),
    ...(scopes !== undefined && !sameList(scopes, token.scopes) && { scopes }),
    ...(allowedIps !== undefined && !sameList(allowedIps, token.allowedIps) && { allowedIps }),
    ...(notBefore !== undefined && notBefore !== token.notBefore && { notBefore }),
    ...(expiresAt !== undefined && expiresAt !== token.expiresAt && { expiresAt }),
  };
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}

function sameRecord(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
