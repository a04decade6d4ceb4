import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CACHE_FOLDER } from './cache-folder.js';

const MANIFEST = fileURLToPath(new URL('../../peers/package.json', import.meta.url));
const INSTALL = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
const INSTALL_WITHIN_MS = 300_000;

const run = promisify(execFile);

/** The folder in which the peers are installed, or why they are not. */
export type Peers = { readonly folder: string } | { readonly missing: string };

/**
 * Installs the pinned versions of peers/package.json from the registry that npm is set to, apart from the workspace and
 * without any script of theirs. The next run with the same versions finds them there.
 */
export async function installPeers(what: string, say: (line: string) => void): Promise<Peers> {
  const manifest = await readFile(MANIFEST);
  const folder = join(CACHE_FOLDER, `bench-peers-${hash('sha256', manifest, 'hex').slice(0, 12)}`);
  if (existsSync(folder)) return { folder };
  say(`installing the peers (${what} and others) into ${folder}, once`);
  await mkdir(CACHE_FOLDER, { recursive: true });
  const draft = await mkdtemp(join(CACHE_FOLDER, 'draft-'));
  try {
    await copyFile(MANIFEST, join(draft, 'package.json'));
    await run('npm', INSTALL, { cwd: draft, env: environmentOfNpm(process.env), timeout: INSTALL_WITHIN_MS });
    // Moved there in one step: what stands there is complete. Where another run was faster, its one stays.
    await rename(draft, folder).catch(() => undefined);
    return existsSync(folder) ? { folder } : { missing: `${folder} cannot be written` };
  } catch (error) {
    return { missing: `npm could not install them (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)})` };
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** `npm run bench` tells its children that they are part of this package; the registry and the like they are to know. */
function environmentOfNpm(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ofThisPackage = /^npm_(package_|lifecycle_|command|execpath|config_(local_)?prefix)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ofThisPackage.test(name)));
}
