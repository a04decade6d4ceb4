import { chmodSync, closeSync, constants, fstatSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** A session that `login` began: whoever has the cookie is that person until it ends. */
export interface KeptSession {
  readonly url: string;
  readonly email: string;
  readonly cookie: string;
}

/** What was found: a file that others can read may have been read. */
export type Found = KeptSession | 'none' | 'open';

/** Where it is kept: below XDG_CONFIG_HOME, else ~/.config (XDG Base Directory Specification). */
export function sessionFile(env: NodeJS.ProcessEnv): string {
  const given = env['XDG_CONFIG_HOME'] ?? '';
  // A relative path is to be ignored, says the specification.
  const folder = isAbsolute(given) ? given : join(env['HOME'] || homedir(), '.config');
  return join(folder, 'portcullis', 'session.json');
}

export function findSession(file: string): Found {
  try {
    const text = readOwn(file);
    if (text === undefined) return 'open';
    const kept: unknown = JSON.parse(text);
    return isKeptSession(kept) ? kept : 'none';
  } catch {
    return 'none';
  }
}

/**
 * Opened once, so that what is looked at is what is read; a link, or a pipe that nobody writes to, is not followed.
 *
 * @returns undefined where it is another user's, or open to others
 */
function readOwn(file: string): string | undefined {
  const opened = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const { uid, mode } = fstatSync(opened);
    if ((mode & 0o077) !== 0 || (process.getuid !== undefined && uid !== process.getuid())) return undefined;
    return readFileSync(opened, 'utf8');
  } finally {
    closeSync(opened);
  }
}

/** Written beside and moved into place: there is never half a session, and never one that others can read. */
export function keepSession(file: string, session: KeptSession): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const beside = `${file}.${process.pid}`;
  rmSync(beside, { force: true });
  writeFileSync(beside, `${JSON.stringify(session, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
  // The mask of the shell only takes away.
  chmodSync(beside, 0o600);
  renameSync(beside, file);
}

export function forgetSession(file: string): void {
  rmSync(file, { force: true });
}

function isKeptSession(value: unknown): value is KeptSession {
  if (typeof value !== 'object' || value === null) return false;
  const { url, email, cookie } = value as Record<string, unknown>;
  return [url, email, cookie].every((member) => typeof member === 'string' && member !== '');
}
