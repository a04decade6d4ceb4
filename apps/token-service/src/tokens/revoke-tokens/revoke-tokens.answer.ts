import { z } from 'zod';
import { receiptSchema } from '../../publication/receipts/receipt.js';

/** How far it came; every token that is meant is counted once, as revoked, revoked already, or remaining. */
export const revokeTokensAnswer = z
  .strictObject({
    dryRun: z.boolean().meta({ description: 'Nothing was changed: `remaining` is what the request would revoke.' }),
    revoked: z.int().meta({ description: 'Revoked by this request.' }),
    alreadyRevoked: z.int().meta({ description: 'Revoked before, and so left as they were.' }),
    remaining: z.int().meta({ description: 'Not revoked yet, as the time of one request was over: send it again.' }),
    notFound: z.array(z.string()).readonly().meta({ description: 'Of the ids given, those that no token of the workspace has.' }),
    receipt: receiptSchema.nullable().meta({
      description: 'Of the last revocation among all that are meant: once it is confirmed, all before it are. null where none is revoked, and in a dry run.',
    }),
  })
  .meta({ id: 'TokensRevoked' });

export type RevokeTokensAnswer = z.output<typeof revokeTokensAnswer>;
