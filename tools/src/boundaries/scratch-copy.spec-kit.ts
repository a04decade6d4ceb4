import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REPOSITORY } from '../installation/places.js';

const SOURCES = ['apps', 'libs', 'tools', 'e2e', 'package.json', 'package-lock.json', 'nx.json', 'eslint.config.mjs', 'tsconfig.json', 'tsconfig.base.json'];
const LINTER = fileURLToPath(new URL('./lint-imports.spec-kit.ts', import.meta.url));

/** One complaint of the linter about an import. */
export interface Complaint {
  /** From the repository's root. */
  readonly file: string;
  readonly rule: string;
  readonly message: string;
}

/** A copy of all sources, with its own projects behind their names, in which imports can be planted and linted. */
export class ScratchCopy {
  private readonly folder: string;

  constructor() {
    mkdirSync(join(REPOSITORY, 'tmp'), { recursive: true });
    this.folder = mkdtempSync(join(REPOSITORY, 'tmp/boundaries-'));
    for (const source of SOURCES) cpSync(join(REPOSITORY, source), join(this.folder, source), { recursive: true, filter: isSource });
    this.linkPackages();
    // The graph of the unplanted copy: with the plants in it, an honest import may close a circle that a plant opened.
    execFileSync(process.execPath, [join(REPOSITORY, 'node_modules/.bin/nx'), 'show', 'projects'], { cwd: this.folder, env: quietNx(), stdio: 'pipe' });
  }

  plant(file: string, code: string): void {
    writeFileSync(join(this.folder, file), `${code}\n`, { flag: 'wx' });
  }

  /** Lints every file of the copy by the repository's own configuration, as far as it is about imports. */
  lint(): readonly Complaint[] {
    const told = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', LINTER], { cwd: this.folder, env: quietNx(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 26 });
    return JSON.parse(told) as Complaint[];
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Packages from outside are the repository's; its own projects are those of the copy. */
  private linkPackages(): void {
    const installed = join(REPOSITORY, 'node_modules');
    const packages = join(this.folder, 'node_modules');
    mkdirSync(packages);
    for (const name of readdirSync(installed)) {
      if (name !== '@portcullis' && !name.startsWith('.')) symlinkSync(join(installed, name), join(packages, name));
    }
    cpSync(join(installed, '@portcullis'), join(packages, '@portcullis'), { recursive: true, verbatimSymlinks: true });
  }
}

function isSource(path: string): boolean {
  return !['node_modules', 'dist', '.nx'].includes(basename(path));
}

/** Without the variables by which a run of Nx around us would tell it where the workspace is. */
function quietNx(): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => !name.startsWith('NX_') && name !== 'NODE_OPTIONS');
  return { ...Object.fromEntries(rest), NX_DAEMON: 'false' };
}
