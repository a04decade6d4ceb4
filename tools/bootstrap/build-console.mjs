import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { OWN_NODE, ROOT } from './places.mjs';
import { runStep } from './step.mjs';

const CONSOLE = 'apps/admin-console';
/** All that the pages are made of: a change of anything else leaves them as they are. */
const INPUTS = [
  ...['src', 'public', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package.json'].map((name) => `${CONSOLE}/${name}`),
  ...['management-client', 'ip-allowlist', 'scopes'].map((name) => `libs/${name}/src`),
  'package-lock.json',
];
/** In the build itself, so that it goes when that goes. */
const STAMP = `${ROOT}${CONSOLE}/dist/.built-from`;

/** Builds the console's pages where what they are made of changed since the last time; some milliseconds where nothing did. */
export async function buildConsole() {
  const inputs = digestOfInputs();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === inputs) return;
  await runStep({
    title: 'Building the console',
    command: OWN_NODE,
    args: ['node_modules/vite/bin/vite.js', 'build', CONSOLE, '--config', `${CONSOLE}/vite.config.ts`, '--logLevel', 'warn'],
    logName: 'build-console.log',
    quietForMs: 3_000,
    onFailure: 'The console could not be built.',
  });
  writeFileSync(STAMP, inputs);
}

/** SHA-256 of the names and contents of all of them. */
function digestOfInputs() {
  const digest = createHash('sha256');
  for (const file of INPUTS.flatMap(filesIn)) digest.update(`${file}\0`).update(readFileSync(ROOT + file)).update('\0');
  return digest.digest('hex');
}

/** @param path a file, or a folder with everything in it but specs; undefined files are none */
function filesIn(path) {
  if (!existsSync(ROOT + path)) return [];
  if (!statSync(ROOT + path).isDirectory()) return [path];
  return readdirSync(ROOT + path)
    .sort()
    .filter((name) => !/\.spec(-kit)?\.[jt]s$/.test(name))
    .flatMap((name) => filesIn(`${path}/${name}`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildConsole();
