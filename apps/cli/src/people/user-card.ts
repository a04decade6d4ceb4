import { SCOPES, type User } from '@portcullis/management-client';
import type { Context } from '../command-line/context.js';
import type { Style } from '../terminal/screen.js';
import type { Cell } from '../terminal/table.js';
import { shortTime } from '../terminal/times.js';

const STYLES: Readonly<Record<User['status'], Style>> = { active: 'green', suspended: 'yellow', removed: 'red' };

/** A user's status in the person's words, and coloured where colours are shown. */
export function userStatusCell({ status }: Pick<User, 'status'>, { screen, texts }: Context): Cell {
  return { text: texts(`userStatus.${status}`), style: (text) => screen.styled(STYLES[status], text) };
}

/** What there is to know of a user, each with its name. */
export function fieldsOfUser(user: User, context: Context): readonly (readonly [name: string, value: Cell | string])[] {
  const { texts } = context;
  const { id, email, role, grantableScopes, mustChangePassword, createdAt } = user;
  return [
    [texts('field.id'), id],
    [texts('field.email'), email],
    [texts('field.role'), role],
    [texts('field.status'), userStatusCell(user, context)],
    [texts('field.mayGrant'), grantableScopes.length === SCOPES.length ? texts('value.all') : grantableScopes.join(' ')],
    [texts('field.made'), shortTime(createdAt)],
    ...(mustChangePassword ? [[texts('field.password'), texts('value.notChosen')] as const] : []),
  ];
}
