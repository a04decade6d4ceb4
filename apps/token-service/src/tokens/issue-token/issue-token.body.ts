import { BUNDLES } from '@portcullis/scopes';
import { z } from 'zod';
import { allowedIps } from '../input/allowed-ips.js';
import { description, tokenName } from '../input/descriptive.js';
import { instant } from '../input/instant.js';
import { ENVIRONMENTS, TOKEN_KINDS } from '../input/kinds.js';
import { metadata } from '../input/metadata.js';
import { scopeList } from '../input/scope.js';

/** What a client may say about the token it wants; anything else in the body is refused. */
export const issueTokenBody = z
  .strictObject({
    name: tokenName,
    scopes: scopeList.optional(),
    bundle: z.enum(BUNDLES).optional(),
    expiresAt: instant.nullish().transform((given) => given ?? null),
    notBefore: instant.nullish().transform((given) => given ?? null),
    allowedIps,
    description: description.transform((given) => given ?? null),
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
