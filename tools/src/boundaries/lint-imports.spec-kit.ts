// Run by itself in a copy of the repository: writes what the repository's configuration says about imports, as JSON.
import { relative } from 'node:path';
import { ESLint } from 'eslint';

const ABOUT_IMPORTS = ['@nx/enforce-module-boundaries', 'no-restricted-imports', 'no-restricted-syntax', 'no-restricted-globals'];

const eslint = new ESLint({
  cwd: process.cwd(),
  ruleFilter: ({ ruleId }) => ABOUT_IMPORTS.includes(ruleId),
  // None of these rules asks for types, which take most of the time.
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parserOptions: { project: null } }, linterOptions: { reportUnusedDisableDirectives: 'off' } }],
});
const results = await eslint.lintFiles(['apps', 'libs', 'tools', 'e2e']);
const complaints = results.flatMap(({ filePath, messages }) =>
  messages.map(({ ruleId, message }) => ({ file: relative(process.cwd(), filePath), rule: ruleId ?? 'no rule', message })),
);
process.stdout.write(JSON.stringify(complaints));
