import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { codeOf, messageOf } from './error-facts.js';
import { OneLineFailure } from './one-line-failure.js';

/** Replaces a file that only its owner can read; a crash leaves the old content or the new, never half of it. */
export function writePrivateJson(path: string, content: object): void {
  const unfinished = `${path}.unfinished`;
  const file = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
}

/** What `writePrivateJson` left there; undefined where nothing is. The file is ours, so its shape is trusted. */
export function readPrivateJson(path: string): object | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as object;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new OneLineFailure(`${path} cannot be read (${messageOf(error)}).`);
  }
}
