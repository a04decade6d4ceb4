import { z } from 'zod';
import { changedAllowedIps } from '../input/allowed-ips.js';
import { description, tokenName } from '../input/descriptive.js';
import { instant } from '../input/instant.js';
import { metadata } from '../input/metadata.js';
import { scopeList } from '../input/scope.js';

/**
 * What may be changed of a token; anything else in the body is refused. What is absent stays as it is, what is there is
 * replaced whole: lists and metadata are never merged, so that the answer to a change is what was asked for.
 */
export const updateTokenBody = z.strictObject({
  name: tokenName.optional(),
  description: description.meta({ description: 'Null or blank: none.' }),
  scopes: scopeList.min(1, 'Must name at least one scope.').optional(),
  allowedIps: changedAllowedIps,
  notBefore: instant.nullish().meta({ description: 'Null: at once.' }),
  expiresAt: instant.nullish().meta({ description: 'Null: never.' }),
  metadata: metadata.nullish().transform((given) => (given === null ? {} : given)),
});

export type UpdateTokenBody = z.output<typeof updateTokenBody>;
