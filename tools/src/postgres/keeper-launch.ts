import { execFileSync } from 'node:child_process';
import { chown, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { openDataFolder } from './data-folder.js';
import { PostgresStartError } from './postgres-start-error.js';
import { folderClosedTo, postgresUser, type SystemUser } from './system-user.js';

/** How the keeper's Node is started: itself, or through a program that changes its user first. */
export interface KeeperLaunch {
  readonly execPath: string;
  readonly execArgv: string[];
}

const PLAIN: KeeperLaunch = { execPath: process.execPath, execArgv: [] };

/**
 * Under root the server runs as the user postgres, who often cannot reach the folders of root's own (its home, a
 * mkdtemp). Where that is so, the keeper starts as that user with the one capability it takes to pass through them.
 *
 * @throws PostgresStartError where the way is closed and the system has no means to open it.
 */
export async function keeperLaunch(keeper: string, dataDirectory: string): Promise<KeeperLaunch> {
  if (process.getuid?.() !== 0) return PLAIN;
  const user = postgresUser();
  const folder = await openDataFolder(dataDirectory);
  const closed = (await folderClosedTo(user, folder.path)) ?? (await folderClosedTo(user, dirname(keeper)));
  if (closed === undefined) return PLAIN;
  const capability = await passingCapability();
  if (capability === undefined) {
    throw new PostgresStartError(
      `${closed} is closed to the user postgres, as whom PostgreSQL runs under root: use another folder, or open the way with chmod o+x ${closed}.`,
    );
  }
  await giveTo(user, folder.path);
  return {
    execPath: 'setpriv',
    execArgv: [
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      `--inh-caps=+${capability}`,
      `--ambient-caps=+${capability}`,
      // PostgreSQL asks access(2) for its own binaries, which goes by the real user and ignores capabilities without this.
      '--securebits=+no_setuid_fixup',
      process.execPath,
    ],
  };
}

/** The folder and what the keeper itself keeps in it; the cluster is the server's already. */
async function giveTo({ uid, gid }: SystemUser, path: string): Promise<void> {
  await chown(path, uid, gid);
  for (const name of await readdir(path)) await chown(join(path, name), uid, gid);
}

/** The weakest capability at hand that lets a process through closed folders: Linux's numbers 2 and 1. */
async function passingCapability(): Promise<string | undefined> {
  try {
    execFileSync('setpriv', ['--version'], { stdio: 'ignore' });
    const bounding = /^CapBnd:\s*([0-9a-f]+)$/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1] ?? '0';
    const held = BigInt(`0x${bounding}`);
    if ((held & 4n) !== 0n) return 'dac_read_search';
    return (held & 2n) === 0n ? undefined : 'dac_override';
  } catch {
    return undefined;
  }
}
