import { type Scope, SCOPES } from '@portcullis/scopes';
import { z } from 'zod';
import { emailAddress } from '../../identity/accounts/email-address.js';
import { ROLES } from '../../identity/accounts/role.js';
import { scopeList } from '../../tokens/input/scope.js';

const OWNERS_GRANT_ALL = 'Must not be limited: an owner grants every scope.';
const role = z.enum(ROLES);
const grantableScopes = scopeList.nullish().meta({ description: 'What the person may grant, within the role; null: whatever the role may, as an owner always.' });

/** What is said of a new person; anything else in the body is refused. */
export const createUserBody = z
  .strictObject({ email: emailAddress, role, grantableScopes })
  .refine(isOwnerUnlimited, { path: ['grantableScopes'], message: OWNERS_GRANT_ALL });
export type CreateUserBody = z.output<typeof createUserBody>;

/** What may be changed of a person; what is absent stays. */
export const updateUserBody = z
  .strictObject({ role: role.optional(), grantableScopes })
  .refine(isOwnerUnlimited, { path: ['grantableScopes'], message: OWNERS_GRANT_ALL });
export type UpdateUserBody = z.output<typeof updateUserBody>;

/** The list as it is kept: each scope once, in the catalogue's order, so that equal lists are equal element by element. */
export function listOf({ grantableScopes: given }: Pick<UpdateUserBody, 'grantableScopes'>): readonly Scope[] | null | undefined {
  if (given == null) return given;
  const named = new Set(given);
  return SCOPES.map(({ scope }) => scope).filter((scope) => named.has(scope));
}

function isOwnerUnlimited(given: { readonly role?: string | undefined; readonly grantableScopes?: readonly string[] | null | undefined }): boolean {
  return given.role !== 'owner' || given.grantableScopes == null;
}
