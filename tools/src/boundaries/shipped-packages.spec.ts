import { beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REPOSITORY } from '../installation/places.js';

interface Packed {
  readonly name: string;
  readonly files: readonly { readonly path: string }[];
}

/** Every app but the console, which is one bundle for browsers, and every library but the one that tests use. */
const projects = globSync(['apps/*/package.json', 'libs/*/package.json'], { cwd: REPOSITORY })
  .map(dirname)
  .filter((folder) => !['libs/testing', 'apps/admin-console'].includes(folder))
  .sort();
const packed = new Map<string, readonly string[]>();

/** What `npm pack` would put into each package, of the build as it stands. */
beforeAll(() => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', ...projects.map((folder) => `--workspace=${folder}`)];
  const told = execFileSync('npm', args, { cwd: REPOSITORY, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 });
  for (const { name, files } of Object.values(JSON.parse(told) as Record<string, Packed>)) packed.set(name, files.map(({ path }) => path));
}, 120_000);

function contentOf(folder: string): readonly string[] {
  const { name } = JSON.parse(readFileSync(join(REPOSITORY, folder, 'package.json'), 'utf8')) as { name: string };
  return packed.get(name) ?? [];
}

/** The package's code, each file's path and text; what an older build left in the folder has no source any more. */
function codeOf(folder: string, kind: RegExp): readonly (readonly [path: string, text: string])[] {
  return contentOf(folder)
    .filter((path) => kind.test(path) && existsSync(join(REPOSITORY, folder, path.replace(/^dist/, 'src').replace(/(\.d)?\.[jt]s$/, '.ts'))))
    .map((path) => [path, readFileSync(join(REPOSITORY, folder, path), 'utf8')]);
}

describe('the package of', () => {
  it.each(projects)('%s holds its build, and neither source nor test', (folder) => {
    const files = contentOf(folder);
    expect(files).toContainEqual(expect.stringMatching(/^dist\/(index|main)\.js$/));
    expect(files.filter((path) => /\.spec\b|spec-kit|conformance|tsbuildinfo|^src\/|\.(test|config)\./.test(path))).toEqual([]);
  });

  it.each(projects)('%s loads no test code', (folder) => {
    const loads = /['"](@jest\/[^'"]+|jest|fast-check|testcontainers|@nestjs\/testing|@portcullis\/(testing|tools|e2e|bench)|[^'"]*\.spec(-kit)?\.js)['"]/;
    const code = codeOf(folder, /\.(js|d\.ts)$/);
    expect(code.length).toBeGreaterThan(0);
    expect(code.filter(([, text]) => loads.test(text)).map(([path]) => path)).toEqual([]);
  });

  it.each(projects)('%s names every package that it loads among its dependencies', (folder) => {
    const { name, dependencies = {} } = JSON.parse(readFileSync(join(REPOSITORY, folder, 'package.json'), 'utf8')) as { name: string; dependencies?: Record<string, string> };
    const loaded = new Set(codeOf(folder, /\.js$/).flatMap(([, text]) => packagesLoadedBy(text)));
    expect([...loaded].filter((wanted) => wanted !== name && !(wanted in dependencies))).toEqual([]);
  });
});

/** Names of the packages that a built module imports, statically or later: those of Node and its own files left out. */
function packagesLoadedBy(module: string): readonly string[] {
  return [...module.matchAll(/^(?:import|export) (?:[\w*{},\s]*? from )?['"]([^'"]+)['"];$|\bimport\('([^']+)'\)/gm)]
    .map(([, always, later]) => always ?? later ?? '')
    .filter((specifier) => !/^(node:|\.)/.test(specifier))
    .map((specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'));
}
