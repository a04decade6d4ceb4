import type { Query } from '@portcullis/event-store';
import type { Timestamp } from '@portcullis/token';
import { z } from 'zod';

const prefix = z.string().meta({ description: 'Its first 12 characters: a label.' });

/** The secrets that open a token, by their labels. */
export const tokenSecretsSchema = z
  .strictObject({
    object: z.literal('api_token_secrets'),
    current: z.strictObject({ prefix }),
    previous: z
      .strictObject({ prefix, validUntil: z.iso.datetime({ precision: 3 }) })
      .nullable()
      .meta({ description: 'The one before the last rotation, while its grace period lasts.' }),
  })
  .meta({ id: 'ApiTokenSecrets' });

export type TokenSecrets = z.output<typeof tokenSecretsSchema>;

interface SecretRow {
  readonly prefix: string;
  readonly valid_until: Date | null;
}

/** What opens the token at `now`, as far as its own state lets anything; undefined where the workspace has no such token. */
export async function findSecrets(query: Query, workspaceId: string, tokenId: string, now: Timestamp): Promise<TokenSecrets | undefined> {
  const rows = await query<SecretRow>(
    `SELECT secret.prefix, secret.valid_until
     FROM api_token AS token JOIN api_token_secret AS secret ON secret.token_id = token.id
     WHERE token.id = $1 AND token.workspace_id = $2`,
    [tokenId, workspaceId],
  );
  const current = rows.find(({ valid_until }) => valid_until === null);
  const previous = rows.find(({ valid_until }) => valid_until !== null && valid_until.toISOString() > now);
  if (!current) return undefined;
  return {
    object: 'api_token_secrets',
    current: { prefix: current.prefix },
    previous: previous?.valid_until ? { prefix: previous.prefix, validUntil: previous.valid_until.toISOString() } : null,
  };
}
