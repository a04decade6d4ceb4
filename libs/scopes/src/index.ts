export { type Bundle, BUNDLES, expandBundle } from './bundle.js';
export { type BundleDefinition, BUNDLE_DEFINITIONS } from './bundle-definition.js';
export type { Scope, ScopeClass } from './catalogue.js';
export { isScope, scopeBit } from './scope-bit.js';
export { type LocalizedText, type ScopeDefinition, SCOPES } from './scope-definition.js';
export { missingScopes, sortScopes } from './scope-set.js';
