import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import { globSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
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
  { sourceTag: 'scope:cli', onlyDependOnLibsWithTags: ['scope:cli', 'scope:shared'] },
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

/** What no tag can say, each with its reason. `regex` is matched with what stands in the import. */
const nobodyImports = [
  { regex: `^@portcullis/(${[...readdirSync(new URL('apps', import.meta.url)), 'e2e', 'bench'].join('|')})(/|$)`, message: 'It is started, never imported.' },
  { regex: '^@portcullis/[^/]+/', message: 'A library has one front door: its name.' },
];
const shippedCodeImports = [
  ...nobodyImports,
  { regex: '\\.spec(-kit)?(\\.[jt]s)?$', message: 'Shipped code imports no test code.' },
  { regex: '^(@jest/.*|jest|fast-check|testcontainers|@nestjs/testing)$', message: 'Shipped code imports no test code.' },
];
/** The console's pages run in a browser, and know of the system what its public API says. */
const consoleImports = [
  ...shippedCodeImports,
  { regex: '^@portcullis/(?!(management-client|ip-allowlist|scopes)$)', message: 'The console talks to the public API alone.' },
  { regex: '^node:', message: 'There is no Node in a browser.' },
];
const domainImports = [
  ...shippedCodeImports,
  // Of Node it has the hash, which is a function like any other; with or without the prefix, and what stands below a module.
  { regex: `^(node:(?!crypto$).*|(${builtinModules.filter((name) => /^\w+$/.test(name)).join('|')})(/.*)?)$`, message: 'The domain does no I/O.' },
  { regex: '^node:crypto$', allowImportNames: ['hash'], message: 'The domain does no I/O; randomness is passed in.' },
];
/** Static imports by one rule; dynamic ones, which that rule does not see, by another. */
const forbidImports = (patterns, ...more) => ({
  'no-restricted-imports': ['error', { patterns }],
  'no-restricted-syntax': [
    'error',
    ...patterns.map(({ regex, message }) => ({ selector: `ImportExpression > Literal[value=/${regex.replaceAll('/', '\\/')}/]`, message })),
    ...more,
  ],
});

/** Each file is read with the types of its own project, so that linting one folder holds no other in memory; the folder within a folder comes later, and wins. */
const projects = globSync(['{apps,libs}/*', 'tools', 'e2e', 'tools/bench'], { cwd: import.meta.dirname })
  .filter((project) => globSync(`${project}/tsconfig.spec.json`, { cwd: import.meta.dirname }).length > 0)
  .sort((one, other) => one.length - other.length);

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'tmp/**', '.data/**', '.nx/**'] },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', fetch: 'readonly' } },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaryRule(boundaries),
      ...forbidImports(nobodyImports),
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      // Nest modules and DTO holders are classes with nothing in them but a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  ...projects.map((project) => ({
    files: [`${project}/**/*.{ts,tsx}`],
    languageOptions: { parserOptions: { project: [`${project}/tsconfig.{spec,browser}.json`], tsconfigRootDir: import.meta.dirname } },
  })),
  {
    files: ['{apps,libs}/*/src/**/*.ts', 'tools/src/**/*.ts'],
    ignores: ['libs/testing/**', '**/*.spec.ts', '**/*.spec-kit.ts'],
    rules: forbidImports(shippedCodeImports),
  },
  {
    files: ['apps/admin-console/src/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts', '**/*.spec-kit.ts'],
    rules: forbidImports(consoleImports),
  },
  {
    files: ['libs/{scopes,ip-allowlist,token}/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.spec-kit.ts'],
    rules: {
      ...forbidImports(
        domainImports,
        { selector: 'ImportExpression', message: 'The domain is loaded as a whole.' },
        { selector: "MemberExpression[object.name='Date'][property.name='now'], NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is passed in.' },
        { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Randomness is passed in.' },
      ),
      'no-restricted-globals': [
        'error',
        ...['process', 'fetch', 'console', 'crypto', 'performance', 'WebSocket', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => ({ name, message: 'The domain does no I/O, and time and randomness are passed in.' })),
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.spec-kit.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaryRule(boundariesOfSpecs) },
  },
);
