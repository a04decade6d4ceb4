import type { Granting } from '@portcullis/token';
import type { Caller } from '../identity/authenticate-caller/caller.js';

/** What a caller may pass on: a person by their role, a token within itself. */
export function grantingOf(caller: Caller): Granting {
  const { grantable } = caller;
  if (caller.via === 'session') return { grantable, asking: null };
  const { tokenId, expiresAt, allowedIps, secretExpiresAt } = caller;
  return { grantable, asking: { tokenId, expiresAt, allowedIps, isSecretRetiring: secretExpiresAt !== null } };
}
