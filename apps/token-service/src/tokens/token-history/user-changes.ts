import type { Fact } from '@portcullis/event-store';
import { type Change, changesBetween, type Shown } from './change.js';

/** What decides about a person's status, and what about the role: of what is shown, each event before the last of its kind is covered by it. */
export const USER_DECISIONS = [
  ['UserCreated', 'UserSuspended', 'UserResumed', 'UserRemoved'],
  ['UserCreated', 'UserRoleChanged'],
] as const;

/** Somebody whose stream does not begin with their making, as the command line made them, was active then. */
const ACTIVE: Shown = { status: 'active' };

/**
 * What an event of a person's stream changed. A password is no part of what is shown.
 *
 * @param before the last of each kind of decision before it
 * @param isAll whether no such decision is older than what was looked through for them
 */
export function userChange(event: Fact, before: readonly Fact[], isAll: boolean): readonly Change[] {
  const start = isAll && event.type !== 'UserCreated' ? ACTIVE : {};
  const state = before.reduce<Shown>((told, fact) => ({ ...told, ...saidBy(fact) }), start);
  return changesBetween(state, { ...state, ...saidBy(event) });
}

function saidBy({ type, data }: Fact): Shown {
  const { role, grantableScopes } = data;
  switch (type) {
    case 'UserCreated':
      return { status: 'active', role, grantableScopes };
    case 'UserRoleChanged':
      return { role, grantableScopes };
    case 'UserSuspended':
      return { status: 'suspended' };
    case 'UserResumed':
      return { status: 'active' };
    case 'UserRemoved':
      return { status: 'removed' };
    default:
      return {};
  }
}
