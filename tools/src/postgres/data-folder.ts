import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PostgresStartError } from './postgres-start-error.js';

/** Where things stand in a data folder. */
export interface DataFolder {
  readonly path: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  readonly log: string;
  readonly password: string;
}

/**
 * Makes the folder if it is missing, proves that it can be written, and reads its superuser's password or draws one.
 *
 * @throws PostgresStartError with one line for a folder that cannot be made or written.
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
  try {
    await makeFolder(path);
    await proveWritable(path);
    // Under root the server runs as another user, who must get through; nobody else can list what is in it.
    await chmod(path, process.getuid?.() === 0 ? 0o711 : 0o700);
    return { path, cluster: join(path, 'cluster'), log: join(path, 'server.log'), password: await keepPassword(join(path, 'superuser-password')) };
  } catch (error) {
    throw new PostgresStartError(`The data folder ${path} cannot be used: ${reasonOf(error)}`);
  }
}

/** Node's own recursive mkdir hides a read-only file system behind ENOENT, and never returns below /proc. */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path).catch(async (error: unknown) => {
    // Another start may have been faster.
    if (!(await isFolder(path))) throw error;
  });
}

/** By `stat`: `existsSync` asks access(2), which leaves out the capability the keeper may have been started with. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** More than one block: an empty file can be made on a full disk. */
async function proveWritable(path: string): Promise<void> {
  const probe = join(path, `.write-probe-${process.pid}`);
  try {
    await writeFile(probe, Buffer.alloc(65_536), { flush: true });
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/** Empties the folder, and removes it where its own parent allows that. */
export async function removeDataFolder(path: string): Promise<void> {
  const names = await readdir(path).catch(() => []);
  for (const name of names) await rm(join(path, name), { recursive: true, force: true }).catch(() => undefined);
  await rmdir(path).catch(() => undefined);
}

async function keepPassword(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (kept.length > 0) return kept;
  const drawn = randomBytes(24).toString('base64url');
  await writeFile(path, drawn, { mode: 0o600, flush: true });
  return drawn;
}

function reasonOf(error: unknown): string {
  // By shape: under Jest an error of Node's own is no instance of the Error seen here.
  const { code, message } = typeof error === 'object' && error !== null ? (error as { code?: unknown; message?: unknown }) : {};
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'this user may not write there.';
    case 'EROFS':
      return 'its file system is read-only.';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'no space is left on its disk.';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file stands where a folder is needed.';
    default:
      return String(message ?? error);
  }
}
