import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PostgresStartError } from './postgres-start-error.js';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The system's user postgres, as whom a root process has to run the server; made where it is missing.
 *
 * @throws PostgresStartError where it cannot be made.
 */
export function postgresUser(): SystemUser {
  const found = lookUp();
  if (found) return found;
  try {
    execFileSync('groupadd', ['--force', '--system', 'postgres'], { stdio: 'ignore' });
    execFileSync('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'], { stdio: 'ignore' });
  } catch {
    throw new PostgresStartError('PostgreSQL does not run as root, and a system user postgres could not be made: make one, or start as another user.');
  }
  const made = lookUp();
  if (!made) throw new PostgresStartError('PostgreSQL does not run as root, and the system has no user postgres: make one, or start as another user.');
  return made;
}

function lookUp(): SystemUser | undefined {
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

/** The first folder on the way to `path`, itself included, that the user may not pass through; undefined: the way is free. */
export async function folderClosedTo(user: SystemUser, path: string): Promise<string | undefined> {
  const wayUp = [path];
  for (let at = path; dirname(at) !== at; at = dirname(at)) wayUp.push(dirname(at));
  for (const folder of wayUp.reverse()) {
    const { mode, uid, gid } = await stat(folder);
    const execute = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & execute) === 0) return folder;
  }
  return undefined;
}
