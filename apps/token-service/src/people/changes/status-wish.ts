import type { Person } from './person.js';
import type { Wish, WishFor } from './user-transaction.js';

/** That a person be of this status, all else as it is; nothing where it is so already. */
export function wishForStatus(status: Person['status'], event: Wish['event']): WishFor {
  return (person) => (person.status === status ? undefined : { after: { role: person.role, grantableScopes: person.grantableScopes, status }, event });
}
