import { BUNDLE_DEFINITIONS, BUNDLES, expandBundle, type Scope, type ScopeDefinition, SCOPES } from '@portcullis/scopes';
import { pageOf } from '@portcullis/service-kit';
import { z } from 'zod';
import { scope } from '../input/scope.js';

const bothLanguages = z.strictObject({ en: z.string(), id: z.string() });

/** A scope as the API shows it. */
const shownScopeSchema = z
  .strictObject({
    object: z.literal('scope'),
    scope,
    resource: z.string(),
    action: z.string(),
    class: z.enum(['read', 'write', 'special']).meta({
      description: '`read` looks; `write` changes the workspace’s own records; `special` reaches beyond them, and is in no bundle but `administrative`.',
    }),
    oauthGrantable: z.boolean().meta({ description: 'Whether it may be granted to somebody else’s OAuth app; false: only tokens issued by hand have it.' }),
    bundles: z.array(z.enum(BUNDLES)).readonly().meta({ description: 'Access levels that hold it.' }),
    grantable: z.boolean().meta({ description: 'Whether the caller has it: nobody passes on what they do not have.' }),
    title: bothLanguages.meta({ description: 'In English and Indonesian.' }),
    description: bothLanguages,
  })
  .meta({ id: 'Scope' });

const shownBundleSchema = z
  .strictObject({
    bundle: z.enum(BUNDLES),
    title: bothLanguages,
    description: bothLanguages,
    scopes: z.array(scope).readonly().meta({ description: 'What a token that the caller issues with it gets, today.' }),
  })
  .meta({ id: 'Bundle' });

export const scopesAnswerSchema = pageOf(shownScopeSchema).extend({
  bundles: z.array(shownBundleSchema).readonly().meta({ description: 'The access levels, each with at least what the one before it has; on every page.' }),
});

export type ScopesAnswer = z.output<typeof scopesAnswerSchema>;
type ShownScope = z.output<typeof shownScopeSchema>;
type ShownBundle = z.output<typeof shownBundleSchema>;

const everyScope: readonly Scope[] = SCOPES.map(({ scope: name }) => name);
const contents = BUNDLES.map((bundle) => ({ bundle, members: new Set(expandBundle(bundle, everyScope)) }));

/** @param grantable the scopes that the caller has */
export function toShownScope(definition: ScopeDefinition, grantable: readonly Scope[]): ShownScope {
  return {
    object: 'scope',
    ...definition,
    bundles: contents.filter(({ members }) => members.has(definition.scope)).map(({ bundle }) => bundle),
    grantable: grantable.includes(definition.scope),
  };
}

/** @param grantable the scopes that the caller has */
export function toShownBundles(grantable: readonly Scope[]): readonly ShownBundle[] {
  return BUNDLE_DEFINITIONS.map((definition) => ({ ...definition, scopes: expandBundle(definition.bundle, grantable) }));
}
