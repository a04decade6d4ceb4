import { BUNDLES, isScope, type Scope } from '@portcullis/scopes';
import { z } from 'zod';
import { allowedIps } from '../input/allowed-ips.js';
import { instant } from '../input/instant.js';
import { metadata } from '../input/metadata.js';
import { line, paragraphs } from '../input/plain-text.js';

const MAX_DESCRIPTION_CHARACTERS = 1_000;
/** Far more than the catalogue has: repeated scopes are harmless. */
const MAX_SCOPES = 100;

const scope = z.custom<Scope>((given) => typeof given === 'string' && isScope(given), 'Is not a scope of the catalogue.');

/** What a client may say about the token it wants; anything else in the body is refused. */
export const issueTokenBody = z
  .strictObject({
    name: line(1, 100),
    scopes: z.array(scope).max(MAX_SCOPES, `Must have at most ${MAX_SCOPES} entries.`).optional(),
    bundle: z.enum(BUNDLES).optional(),
    expiresAt: instant.nullish().transform((given) => given ?? null),
    notBefore: instant.nullish().transform((given) => given ?? null),
    allowedIps,
    description: paragraphs(MAX_DESCRIPTION_CHARACTERS)
      .nullish()
      .transform((given) => (given === undefined || given === '' ? null : given)),
    metadata: metadata.nullish().transform((given) => given ?? {}),
    kind: z.enum(['user', 'workspace']).default('user'),
    environment: z.enum(['live', 'test']).default('live'),
  })
  .refine(({ scopes, bundle }) => bundle !== undefined || (scopes !== undefined && scopes.length > 0), {
    path: ['scopes'],
    message: 'Must name at least one scope, unless a bundle is given.',
  });

export type IssueTokenBody = z.infer<typeof issueTokenBody>;
