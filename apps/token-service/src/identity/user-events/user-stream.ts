import type { EventToAppend } from '@portcullis/event-store';
import type { Scope } from '@portcullis/scopes';
import type { Role } from '../accounts/role.js';

/** What happens to a person, as the history tells it: no email, no password, and no hash of one. Who and when: the envelope. */
export type UserEvent =
  | { readonly type: 'UserCreated'; readonly role: Role; readonly grantableScopes: readonly Scope[] | null }
  | { readonly type: 'UserRoleChanged'; readonly role: Role; readonly grantableScopes: readonly Scope[] | null }
  | { readonly type: 'UserSuspended' }
  | { readonly type: 'UserResumed' }
  | { readonly type: 'UserRemoved' }
  | { readonly type: 'PasswordChanged' }
  /** By somebody else, who was shown the new one. */
  | { readonly type: 'PasswordReset' };

/** Schema of these events. */
const SCHEMA_VERSION = 1;

/** A person's stream; that of an owner whom an early version made begins with the first change. */
export function userStream(userId: string): string {
  return `user/${userId}`;
}

/** @param version of the stream before the event, as the user's row has it; the row moves on in the same transaction */
export function userEvent(user: { readonly id: string; readonly workspaceId: string; readonly version: number }, event: UserEvent): EventToAppend {
  const { type, ...data } = event;
  return { stream: userStream(user.id), expectedVersion: user.version, type, schemaVersion: SCHEMA_VERSION, workspaceId: user.workspaceId, data };
}
