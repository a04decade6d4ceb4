import { z } from 'zod';
import { type Grantor, grantOf } from '../accounts/grant.js';
import { PERMISSIONS } from '../accounts/permission.js';
import { permissionsOf, ROLES } from '../accounts/role.js';

/** Who a session belongs to, as the API shows it. */
export const sessionSchema = z
  .strictObject({
    user: z.strictObject({
      id: z.string(),
      email: z.string(),
      role: z.enum(ROLES),
      permissions: z.array(z.enum(PERMISSIONS)).readonly().meta({ description: 'What the role may do here.' }),
      grantableScopes: z.array(z.string()).readonly().meta({ description: 'What the person may grant to a token.' }),
      mustChangePassword: z.boolean().meta({ description: 'Somebody else made the password: until it is changed nothing else is served.' }),
    }),
    workspace: z.strictObject({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'Session' });

export type SessionView = z.output<typeof sessionSchema>;

interface Holder extends Grantor {
  readonly id: string;
  readonly email: string;
  readonly mustChangePassword: boolean;
}

export function sessionViewOf(holder: Holder, { id, name }: { readonly id: string; readonly name: string }): SessionView {
  const user = { id: holder.id, email: holder.email, role: holder.role, mustChangePassword: holder.mustChangePassword };
  return { user: { ...user, permissions: permissionsOf(holder.role), grantableScopes: grantOf(holder) }, workspace: { id, name } };
}
