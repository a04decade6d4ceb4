import { z } from 'zod';
import { USER_STATUSES } from '../../identity/accounts/app-user.entity.js';
import { grantOf } from '../../identity/accounts/grant.js';
import { PERMISSIONS } from '../../identity/accounts/permission.js';
import { permissionsOf, ROLES } from '../../identity/accounts/role.js';
import { scope } from '../../tokens/input/scope.js';
import type { Person } from '../changes/person.js';

/** A person of a workspace as the API shows them. */
export const userSchema = z
  .strictObject({
    id: z.string(),
    object: z.literal('user'),
    email: z.string(),
    role: z.enum(ROLES),
    status: z.enum(USER_STATUSES),
    permissions: z.array(z.enum(PERMISSIONS)).readonly().meta({ description: 'What the role may do here.' }),
    grantableScopes: z.array(scope).readonly().meta({ description: 'What the person may grant to a token; no user token of theirs has more.' }),
    mustChangePassword: z.boolean().meta({ description: 'The password is still the one that was shown to who made the person.' }),
    createdAt: z.iso.datetime({ precision: 3 }),
  })
  .meta({ id: 'User' });

export type User = z.output<typeof userSchema>;

/** Copies member by member: what is not named here is not shown. */
export function toUser(person: Person): User {
  return {
    id: person.id,
    object: 'user',
    email: person.email,
    role: person.role,
    status: person.status,
    permissions: permissionsOf(person.role),
    grantableScopes: grantOf(person),
    mustChangePassword: person.mustChangePassword,
    createdAt: person.createdAt.toISOString(),
  };
}
