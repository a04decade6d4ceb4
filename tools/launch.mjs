// `node tools/launch.mjs <command>`: runs a built command of tools/ in this process, under Portcullis's own Node.
// npm puts node_modules/.bin first in PATH, so `node` is that one unless its install script was skipped.
import { existsSync } from 'node:fs';

const COMMANDS = {
  start: './dist/start/main.js',
  portcullis: '../apps/cli/dist/main.js',
  bench: './bench/dist/main.js',
  faults: '../e2e/dist/faults/main.js',
  reset: './dist/reset/main.js',
  test: './dist/test/main.js',
};
/** What `portcullis` does to the databases of its own host is done by the tools; everything else, and all help, by the app. */
const ON_THE_HOST = ['workspace', 'owner', 'store', 'forget', 'rebuild'];
const [, , command, ...args] = process.argv;
const file = new URL(fileOf(command, args), import.meta.url);
const problem = findProblem();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
process.argv.splice(1, 2, file.pathname);
await import(file);

function fileOf(name, given) {
  const isForHelp = given.some((arg) => arg === '--help' || arg === '-h');
  if (name === 'portcullis' && ON_THE_HOST.includes(given[0]) && !isForHelp) return './dist/portcullis/main.js';
  return Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : './dist/none.js';
}

function findProblem() {
  if (!Object.hasOwn(COMMANDS, command)) return `Unknown command ${String(command)}: one of ${Object.keys(COMMANDS).join(', ')}.`;
  if (!existsSync(new URL('../node_modules', import.meta.url)) || !existsSync(file)) {
    return 'Portcullis is not installed and built here yet: run `node tools/bootstrap.mjs` once, then this again.';
  }
  if (Number(process.versions.node.split('.')[0]) < 24) {
    return (
      `Portcullis needs Node 24, which it brings along, but this is ${process.version}: npm skipped the install scripts. ` +
      'Run `npm ci --ignore-scripts=false` once, then this again.'
    );
  }
  return undefined;
}
