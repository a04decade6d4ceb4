import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root; the same distance from src/ and from dist/. */
export const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

/** Where things stand in a data folder. */
export interface DataFolder {
  readonly path: string;
  /** Says which arrangement of the folder this is, and that the folder is ours. */
  readonly version: string;
  readonly lock: string;
  /** Passwords of the database roles and what the first run did; mode 0600. */
  readonly record: string;
  /** How to reach what runs now, for the command line; mode 0600, gone after an orderly stop. */
  readonly running: string;
  readonly postgres: string;
  readonly kafka: string;
  readonly cache: string;
  readonly logs: string;
  /** For the cookie of the session that a person opens by hand, with curl. */
  readonly session: string;
}

/** DATA_DIR, read from the repository's root where it is relative. */
export function dataFolder(environment: NodeJS.ProcessEnv): DataFolder {
  const given = environment['DATA_DIR'] ?? '';
  // As with every other variable, empty means not set; it must never mean the repository itself.
  const wanted = given === '' ? '.data' : given;
  const path = isAbsolute(wanted) ? wanted : resolve(REPOSITORY, wanted);
  return {
    path,
    version: join(path, 'version'),
    lock: join(path, 'lock'),
    record: join(path, 'installation.json'),
    running: join(path, 'running.json'),
    postgres: join(path, 'postgres'),
    kafka: join(path, 'kafka'),
    cache: join(path, 'cache'),
    logs: join(path, 'logs'),
    session: join(path, 'session'),
  };
}
