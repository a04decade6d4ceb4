import { type Bundle, BUNDLES } from './bundle.js';
import type { LocalizedText } from './scope-definition.js';
import { bundleTexts } from './texts/bundles.js';

/** An access level as a person sees it. */
export interface BundleDefinition {
  readonly bundle: Bundle;
  readonly title: LocalizedText;
  readonly description: LocalizedText;
}

/** The access levels, each holding at least what the one before it holds. */
export const BUNDLE_DEFINITIONS: readonly BundleDefinition[] = BUNDLES.map((bundle) => ({ bundle, ...bundleTexts[bundle] }));
