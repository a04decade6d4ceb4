import { existsSync } from 'node:fs';

import { buildConsole } from './build-console.mjs';
import { OWN_NODE, ROOT } from './places.mjs';
import { runStep } from './step.mjs';

/** What `npm start` needs; the tests build everything. */
const PROJECTS_TO_RUN = ['tools', 'apps/token-service', 'apps/inventory-public-api', 'apps/cli'];

/** Compiles what changed since the last build; a second or less where nothing did. */
export async function build(purpose) {
  const first = !existsSync(`${ROOT}tools/dist/tsconfig.tsbuildinfo`);
  await runStep({
    title: first ? 'Building (once; about half a minute)' : 'Building',
    command: OWN_NODE,
    args: ['node_modules/typescript/bin/tsc', '-b', ...(purpose === 'test' ? [] : PROJECTS_TO_RUN)],
    logName: 'build.log',
    quietForMs: first ? 0 : 3_000,
    onFailure: 'The build failed.',
  });
  await buildConsole();
}
