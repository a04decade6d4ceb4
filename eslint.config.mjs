import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Imports point one way: app → infrastructure → contract → domain. Every tag is named, none is a wildcard. */
const boundaries = [
  { sourceTag: 'type:domain', onlyDependOnLibsWithTags: ['type:domain'], allowedExternalImports: ['ipaddr.js'] },
  { sourceTag: 'type:contract', onlyDependOnLibsWithTags: ['type:domain', 'type:contract'] },
  { sourceTag: 'type:infrastructure', onlyDependOnLibsWithTags: ['type:domain', 'type:contract', 'type:infrastructure'] },
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:domain', 'type:contract', 'type:infrastructure'] },
  { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:domain', 'type:contract', 'type:infrastructure'] },
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:domain', 'type:contract', 'type:infrastructure', 'type:tool'] },
  { sourceTag: 'type:bench', onlyDependOnLibsWithTags: ['type:domain', 'type:contract', 'type:infrastructure', 'type:tool', 'type:testing'] },
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:domain', 'type:contract', 'type:tool', 'type:testing'] },
  { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
  { sourceTag: 'scope:token-service', onlyDependOnLibsWithTags: ['scope:token-service', 'scope:shared'] },
  { sourceTag: 'scope:inventory', onlyDependOnLibsWithTags: ['scope:inventory', 'scope:shared'] },
  { sourceTag: 'scope:console', onlyDependOnLibsWithTags: ['scope:console', 'scope:shared'] },
];
/** A spec may use the testing library whatever its project is; the shipped code beside it may not. */
const boundariesOfSpecs = boundaries.map((rule) =>
  rule.sourceTag.startsWith('type:')
    ? {
        sourceTag: rule.sourceTag,
        onlyDependOnLibsWithTags: [...new Set([...rule.onlyDependOnLibsWithTags, 'type:testing', 'type:tool'])],
      }
    : rule,
);
/** A library's specs use the testing library, which starts real servers by the tools, which use that library: no shipped code is in the circle. */
const circlesThroughSpecs = [
  ['@portcullis/log', '@portcullis/testing'],
  ['@portcullis/testing', '@portcullis/tools'],
  ['@portcullis/log', '@portcullis/tools'],
];
const boundaryRule = (depConstraints) => [
  'error',
  { enforceBuildableLibDependency: false, banTransitiveDependencies: false, allow: [], depConstraints, ignoredCircularDependencies: circlesThroughSpecs },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'tmp/**', '.data/**', '.nx/**'] },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', fetch: 'readonly' } },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { project: ['apps/*/tsconfig.spec.json', 'libs/*/tsconfig.spec.json', 'tools/tsconfig.spec.json', 'tools/bench/tsconfig.spec.json', 'e2e/tsconfig.spec.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': boundaryRule(boundaries),
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // Nest modules and DTO holders are classes with nothing in them but a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['libs/{scopes,ip-allowlist,token}/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.spec-kit.ts'],
    rules: {
      // The domain does no I/O. Of Node it has the hash, which is a function like any other.
      'no-restricted-imports': ['error', { patterns: [{ regex: '^node:(?!crypto$)', message: 'The domain does no I/O.' }, { regex: '^(fs|net|http|https|child_process|os|path)$', message: 'The domain does no I/O.' }] }],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.spec-kit.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaryRule(boundariesOfSpecs) },
  },
);
