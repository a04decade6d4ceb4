import { existsSync, readFileSync } from 'node:fs';

import { Failure } from './failure.mjs';
import { OWN_NODE, ROOT } from './places.mjs';
import { runStep } from './step.mjs';

/** Installs what package-lock.json names, unless exactly that is installed already. */
export async function install() {
  const lock = readPackages(`${ROOT}package-lock.json`);
  if (lock === undefined) throw new Failure('package-lock.json is missing or unreadable: this is not a whole clone.');
  if (!isInstalled(lock, readPackages(`${ROOT}node_modules/.package-lock.json`))) await runInstall(lock);
  checkOwnNode();
}

/**
 * npm writes node_modules/.package-lock.json last, so an interrupted install has none. Optional packages may be absent
 * (they belong to other platforms), but never differ.
 */
function isInstalled(lock, installed) {
  if (installed === undefined) return false;
  return Object.entries(lock).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    if (found === undefined) return wanted.optional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

async function runInstall(lock) {
  const expected = Object.entries(lock).filter(([path, entry]) => path.includes('node_modules/') && entry.link !== true && suitsHere(lock, path)).map(([path]) => path);
  const arrived = () => expected.filter((path) => existsSync(`${ROOT}${path}/package.json`)).length;
  const [command, ...first] = npmCommand();
  await runStep({
    title: `Installing ${expected.length} packages (once; about a minute)`,
    command,
    // NODE_ENV=production must not leave the compiler out, and the quiet level hides warnings about the machine's own Node,
    // which only installs.
    args: [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
    logName: 'install.log',
    howFar: () => {
      const percent = Math.round((arrived() / expected.length) * 100);
      return percent < 100 ? ` ${percent} %` : ' 100 %, running their install scripts,';
    },
    onFailure: 'The packages could not be installed. Is the network (or npm\'s registry setting) in order? Run the command again to retry.',
  });
}

/** The npm that runs this script, under the Node that it runs under: node_modules/.bin is about to be replaced. */
function npmCommand() {
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  return cli !== undefined && /npm-cli\.[cm]?js$/.test(cli) ? [node ?? process.execPath, cli] : ['npm'];
}

/** Whether a package is for this platform, and the one that brings it along, too. */
function suitsHere(lock, path) {
  const suits = (list, value) =>
    list === undefined || list.includes(value) || (list.every((item) => item.startsWith('!')) && !list.includes(`!${value}`));
  const { os, cpu, libc } = lock[path] ?? {};
  if (!suits(os, process.platform) || !suits(cpu, process.arch) || !suits(libc, 'glibc')) return false;
  const above = path.lastIndexOf('/node_modules/');
  return above === -1 || suitsHere(lock, path.slice(0, above));
}

function checkOwnNode() {
  if (existsSync(OWN_NODE)) return;
  throw new Failure(
    'Portcullis\'s own Node is missing: npm is set to skip install scripts (ignore-scripts). ' +
      'Run `npm ci --ignore-scripts=false`; package.json names the few packages whose scripts then run.',
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
