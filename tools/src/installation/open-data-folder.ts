import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, messageOf } from './error-facts.js';
import { freeBytesAt, megabytes } from './free-space.js';
import { OneLineFailure } from './one-line-failure.js';
import type { DataFolder } from './places.js';

/** Rises when an older Portcullis could not read what a newer one left, or the other way round. */
const LAYOUT = '1';
/** A new PostgreSQL cluster with its write-ahead log, the inventory, and room to breathe. */
const FREE_BYTES_FOR_A_NEW_FOLDER = 300 * 2 ** 20;
const FREE_BYTES_FOR_A_KNOWN_FOLDER = 50 * 2 ** 20;

/**
 * Makes the data folder, or checks that the one that is there is ours, of this version, writable and not full.
 *
 * @throws OneLineFailure that says which of these it is not.
 */
export function openDataFolder(folder: DataFolder): void {
  try {
    makeFolder(folder.path);
    const known = checkVersion(folder);
    proveWritable(folder);
    checkSpace(folder, known ? FREE_BYTES_FOR_A_KNOWN_FOLDER : FREE_BYTES_FOR_A_NEW_FOLDER);
    // Under root PostgreSQL runs as another user, who must get through; nobody else can list what is in it.
    chmodSync(folder.path, process.getuid?.() === 0 ? 0o711 : 0o700);
    if (!known) writeFileSync(folder.version, `${LAYOUT}\n`);
    for (const closed of [folder.logs, folder.session, folder.kafka, folder.cache]) mkdirSync(closed, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (error instanceof OneLineFailure) throw error;
    throw new OneLineFailure(`The data folder ${folder.path} cannot be used: ${reasonOf(error)}.`);
  }
}

/** Whether the folder holds data of ours: what `npm run reset` may delete. */
export function isOurs(folder: DataFolder): boolean {
  return readVersion(folder) !== undefined;
}

/** Folder by folder: made all at once on a read-only disk, Node says only that something does not exist. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  mkdirSync(path);
}

function checkVersion(folder: DataFolder): boolean {
  const version = readVersion(folder);
  if (version === LAYOUT) return true;
  if (version !== undefined) {
    throw new OneLineFailure(
      `The data folder ${folder.path} was made by another version of Portcullis (layout ${version}; this one reads ${LAYOUT}): ` +
        'set DATA_DIR to another folder, or delete it with `npm run reset`.',
    );
  }
  const strangers = readdirSync(folder.path).filter((name) => name !== 'lost+found');
  if (strangers.length === 0) return false;
  throw new OneLineFailure(`The folder ${folder.path} is not empty and holds no data of Portcullis: set DATA_DIR to another folder.`);
}

function readVersion(folder: DataFolder): string | undefined {
  try {
    return readFileSync(folder.version, 'utf8').trim().slice(0, 20) || undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** More than one block: an empty file can be made on a full disk. */
function proveWritable(folder: DataFolder): void {
  const probe = join(folder.path, `write-probe-${process.pid}`);
  try {
    writeFileSync(probe, Buffer.alloc(65_536), { flush: true });
  } finally {
    rmSync(probe, { force: true });
  }
}

function checkSpace(folder: DataFolder, wantedBytes: number): void {
  const freeBytes = freeBytesAt(folder.path);
  if (freeBytes >= wantedBytes) return;
  throw new OneLineFailure(
    `The disk of the data folder ${folder.path} is full: ${megabytes(freeBytes)} MB are free and ${megabytes(wantedBytes)} MB are needed.`,
  );
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'this user may not write there';
    case 'EROFS':
      return 'its file system is read-only';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'no space is left on its disk';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file stands where a folder is needed';
    case undefined:
    default:
      return messageOf(error);
  }
}
