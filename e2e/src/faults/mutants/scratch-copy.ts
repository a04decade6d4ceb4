import { cpSync, existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutant.js';

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));
const OWN_PACKAGES = '@portcullis';

/**
 * The built system once more in a folder of its own, with this one change in it. Packages of others are linked, our own
 * are copied: what is shipped has no switch for any of this.
 *
 * @throws where the text does not stand exactly once in the file: the mutant tells nothing about today's code then
 */
export function scratchCopyWith(mutant: Mutant, folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'node_modules', OWN_PACKAGES), { recursive: true });
  for (const project of globSync(['apps/*', 'libs/*', 'tools', 'e2e'], { cwd: REPOSITORY })) copyProject(project, folder);
  for (const name of readdirSync(join(REPOSITORY, 'node_modules'))) {
    if (name !== OWN_PACKAGES) symlinkSync(join(REPOSITORY, 'node_modules', name), join(folder, 'node_modules', name));
  }
  change(join(folder, mutant.file), mutant);
  return folder;
}

function copyProject(project: string, folder: string): void {
  const from = join(REPOSITORY, project);
  const to = join(folder, project);
  if (!existsSync(join(from, 'dist'))) return;
  cpSync(join(from, 'dist'), join(to, 'dist'), { recursive: true });
  cpSync(join(from, 'package.json'), join(to, 'package.json'));
  if (existsSync(join(from, 'node_modules'))) symlinkSync(join(from, 'node_modules'), join(to, 'node_modules'));
  const { name } = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')) as { name: string };
  if (name.startsWith(`${OWN_PACKAGES}/`)) symlinkSync(to, join(folder, 'node_modules', name));
}

function change(file: string, { takeOut, putIn, protection }: Mutant): void {
  const text = readFileSync(file, 'utf8');
  const parts = text.split(takeOut);
  if (parts.length !== 2) throw new Error(`“${takeOut}” stands ${parts.length - 1} times in ${file}, not once: ${protection}`);
  writeFileSync(file, parts.join(putIn));
}
