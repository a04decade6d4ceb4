import { cpSync, existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Change } from './change.js';

/** What is built here, by the same path from src and from dist. */
export const BUILD = fileURLToPath(new URL('../../../', import.meta.url));
const OWN_PACKAGES = '@portcullis';
const COPIED = ['dist', 'package.json'];

/**
 * The built system once more in a folder of its own, with these changes in it. Packages of others are linked, our own
 * are copied: what is shipped has no switch for any of this.
 *
 * @returns the folder
 * @throws where a text does not stand exactly once in its file: the change means nothing to today's code then
 */
export function copyBuildWith(changes: readonly Change[], folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules', OWN_PACKAGES), { recursive: true });
  for (const project of globSync(['apps/*', 'libs/*', 'tools', 'e2e'], { cwd: BUILD })) copyProject(project, folder);
  for (const name of readdirSync(join(BUILD, 'node_modules'))) {
    if (name !== OWN_PACKAGES) symlinkSync(join(BUILD, 'node_modules', name), join(folder, 'node_modules', name));
  }
  for (const change of changes) make(change, folder);
  return folder;
}

function copyProject(project: string, folder: string): void {
  const from = join(BUILD, project);
  const to = join(folder, project);
  if (!existsSync(join(from, 'dist'))) return;
  cpSync(join(from, 'dist'), join(to, 'dist'), { recursive: true });
  cpSync(join(from, 'package.json'), join(to, 'package.json'));
  // What is read at run time beside the code, such as the sample inventory, is the same for every version.
  for (const name of readdirSync(from)) if (!COPIED.includes(name)) symlinkSync(join(from, name), join(to, name));
  const { name } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as { name: string };
  if (name.startsWith(`${OWN_PACKAGES}/`)) symlinkSync(to, join(folder, 'node_modules', name));
}

function make({ file, takeOut, putIn }: Change, folder: string): void {
  const path = join(folder, file);
  const parts = readFileSync(path, 'utf8').split(takeOut);
  if (parts.length !== 2) throw new Error(`“${takeOut}” stands ${parts.length - 1} times in ${file}, not once`);
  writeFileSync(path, parts.join(putIn));
}
