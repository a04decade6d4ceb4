import { catalogue, type Scope, type ScopeClass } from './catalogue.js';
import { english } from './texts/english.js';
import { indonesian } from './texts/indonesian.js';

/** One text in English and in Indonesian. */
export interface LocalizedText {
  readonly en: string;
  readonly id: string;
}

/** All there is to know about a scope. */
export interface ScopeDefinition {
  readonly scope: Scope;
  readonly resource: string;
  readonly action: string;
  readonly class: ScopeClass;
  /** Whether a customer may hand it to somebody else's OAuth app. */
  readonly oauthGrantable: boolean;
  readonly title: LocalizedText;
  readonly description: LocalizedText;
}

/** The catalogue, in its append-only order: a definition's index is its bit. */
export const SCOPES: readonly ScopeDefinition[] = catalogue.map((entry) => {
  const [en, id] = [english[entry.scope], indonesian[entry.scope]];
  const colon = entry.scope.indexOf(':');
  return {
    scope: entry.scope,
    resource: entry.scope.slice(0, colon),
    action: entry.scope.slice(colon + 1),
    class: entry.class,
    oauthGrantable: entry.oauthGrantable,
    title: { en: en.title, id: id.title },
    description: { en: en.description, id: id.description },
  };
});
