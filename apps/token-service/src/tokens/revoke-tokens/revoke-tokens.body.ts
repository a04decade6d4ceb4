import { z } from 'zod';
import { reason } from '../input/reason.js';
import { criteria } from '../input/token-filter.js';

/** As many as are revoked in one transaction: a set of ids is revoked whole or not at all, unless they have too many events for one. */
const MAX_IDS = 500;

/** Any text that may be a token's id; one that is none of this workspace's is told back. Nothing else is repeated. */
const tokenId = z.string().regex(/^tok_[0-9A-Za-z]{1,64}$/, 'Is not the id of a token.');
const prefix = z.string().regex(/^pcl_(?:live|test)_[0-9A-Za-z]{1,3}$/, 'Must be 10 to 12 first characters of a token, no more.');

const filter = z
  .strictObject({
    ...criteria,
    prefix: prefix.optional().meta({ description: 'First characters, 10 to 12, of a secret that it has.' }),
    unusedSince: criteria.unusedSince.meta({
      description: 'Its last use, or its issue where it was never used, lies before this time. Never the calling token.',
    }),
  })
  .refine((given) => Object.values(given).some((criterion) => criterion !== undefined), 'Must name at least one criterion.')
  .meta({ override: { minProperties: 1 } });

/** Which tokens, and why. A filter's criteria all have to hold. */
export const revokeTokensBody = z
  .strictObject({
    ids: z.array(tokenId).min(1, 'Must name at least one token.').max(MAX_IDS, `Must have at most ${MAX_IDS} entries.`).optional(),
    filter: filter.optional(),
    reason: reason.nullish().transform((given) => (given === undefined || given === '' ? null : given)),
    dryRun: z.boolean().default(false).meta({ description: 'Counts, and changes nothing.' }),
  })
  .refine(({ ids, filter: given }) => (ids === undefined) !== (given === undefined), 'Must name either ids or a filter.')
  .meta({ override: { oneOf: [{ required: ['ids'] }, { required: ['filter'] }] } });

export type RevokeTokensBody = z.output<typeof revokeTokensBody>;
