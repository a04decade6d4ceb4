import type { ApiToken, operations } from '@portcullis/management-client';
import { splitAllowlistText } from '@portcullis/ip-allowlist';
import { type Expiry, expiresAtOf } from '../../token-form/expiry/expiry.js';
import { isSameSet } from '../../token-form/scopes/scope-groups.js';
import type { ScopeName } from '../../token-form/scopes/scopes-query.js';

export type TokenChanges = operations['updateApiToken']['requestBody']['content']['application/json'];

/** A token as it stands in the form. */
export interface EditedToken {
  name: string;
  description: string;
  scopes: ScopeName[];
  expiry: Expiry;
  addresses: string;
}

export const editedFrom = ({ name, description, scopes, expiresAt, allowedIps }: ApiToken): EditedToken => ({
  name,
  description: description ?? '',
  scopes,
  expiry: { kind: 'kept', expiresAt },
  addresses: allowedIps.join('\n'),
});

/** Only what the person changed, so that nothing else is touched. */
export function changesOf(token: ApiToken, edited: EditedToken, now: Date): TokenChanges {
  const { name, description, scopes, expiry, addresses } = edited;
  const expiresAt = expiresAtOf(expiry, now);
  const note = description.trim() === '' ? null : description.trim();
  return {
    ...(name.trim() !== token.name && { name: name.trim() }),
    ...(note !== token.description && { description: note }),
    ...(!isSameSet(scopes, token.scopes) && { scopes }),
    ...(expiry.kind !== 'kept' && expiresAt !== undefined && { expiresAt }),
    ...(!isSameSet(splitAllowlistText(addresses), token.allowedIps) && { allowedIps: addresses }),
  };
}

/** The person's own changes of `base`, upon the version that somebody else made meanwhile: what they did not touch is as that one has it. */
export function uponNewest(newest: ApiToken, base: ApiToken, edited: EditedToken, now: Date): EditedToken {
  const mine = changesOf(base, edited, now);
  return {
    ...editedFrom(newest),
    ...('name' in mine && { name: edited.name }),
    ...('description' in mine && { description: edited.description }),
    ...('scopes' in mine && { scopes: edited.scopes }),
    ...('expiresAt' in mine && { expiry: edited.expiry }),
    ...('allowedIps' in mine && { addresses: edited.addresses }),
  };
}
