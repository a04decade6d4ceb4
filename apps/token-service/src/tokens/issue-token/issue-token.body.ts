import { BUNDLES } from '@portcullis/scopes';
import { z } from 'zod';
import { allowedIps } from '../input/allowed-ips.js';
import { instant } from '../input/instant.js';
import { ENVIRONMENTS, TOKEN_KINDS } from '../input/kinds.js';
import { metadata } from '../input/metadata.js';
import { line, paragraphs } from '../input/plain-text.js';
import { scope } from '../input/scope.js';

const MAX_DESCRIPTION_CHARACTERS = 1_000;
/** Far more than the catalogue has: repeated scopes are harmless. */
const MAX_SCOPES = 100;

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
    kind: z.enum(TOKEN_KINDS).default('user'),
    environment: z.enum(ENVIRONMENTS).default('live'),
  })
  .refine(({ scopes, bundle }) => bundle !== undefined || (scopes !== undefined && scopes.length > 0), {
    path: ['scopes'],
    message: 'Must name at least one scope, unless a bundle is given.',
    // Also beside other errors, unless one of them is about these two.
    when: ({ value, issues }) => isObject(value) && !issues.some(({ path }) => path?.[0] === 'scopes' || path?.[0] === 'bundle'),
  })
  .meta({ override: { anyOf: [{ required: ['bundle'] }, { required: ['scopes'], properties: { scopes: { minItems: 1 } } }] } });

export type IssueTokenBody = z.infer<typeof issueTokenBody>;

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
