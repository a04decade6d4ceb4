import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../installation/places.js';
import { readJestReport } from './jest-report.js';
import type { Outcome } from './tally.js';

/** One part of a test run: a process, and how to read what came out of it. */
export interface Part {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The file whose appearance says that the process has done its work. */
  readonly report?: string;
  /** @param succeeded whether the process exited with 0 */
  outcome(succeeded: boolean): Outcome;
}

const REPORTS = join(REPOSITORY, 'tmp/test');
/** The longest ones first, so that none is left to run alone at the end. */
const LONGEST_FIRST = ['apps/token-service', 'apps/admin-console', 'libs/log', 'tools', 'apps/cli', 'libs/event-store', 'apps/inventory-public-api', 'libs/token-replica'];

/** Style and types: one test each. */
export function staticChecks(): readonly Part[] {
  return ['lint', 'typecheck'].map((name) => ({
    name,
    command: 'npm',
    args: ['run', '--silent', name],
    cwd: REPOSITORY,
    outcome: (succeeded) => (succeeded ? { passed: 1, failed: 0, skipped: [] } : { passed: 0, failed: 1, skipped: [] }),
  }));
}

const TOKEN_SERVICE = 'apps/token-service';
/** What takes longest of it goes by itself, so that no part comes near the time that one may take. */
const LONGEST_OF_TOKEN_SERVICE = '(publication|evidence|people|identity)/';

const CONSOLE = 'apps/admin-console';
/** What looks at the clock, and so wants the machine for itself. */
const SPEED = String.raw`${CONSOLE}/browser/speed\.spec\.ts$`;
const ALL_BUT_SPEED = String.raw`${CONSOLE}/(src|browser)/(?!speed\.)`;

/** What of e2e kills, pauses and waits: it looks at the clock, too. */
const ALONE = ['process-life', 'replicas'];

/** Every project that has specs, e2e folder by folder; apart those that want the machine for themselves. */
export function jestProjects(): { readonly sharing: readonly Part[]; readonly alone: readonly Part[] } {
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  const names = globSync(['apps/*', 'libs/*', 'tools', 'tools/bench'], { cwd: REPOSITORY })
    .filter((name) => existsSync(join(REPOSITORY, name, 'jest.config.mjs')))
    .filter((name) => globSync('src/**/*.spec.ts', { cwd: join(REPOSITORY, name) }).length > 0)
    .sort((one, other) => rank(one) - rank(other));
  const folders = [...new Set(globSync('e2e/src/*/**/*.spec.ts', { cwd: REPOSITORY }).map((spec) => spec.split('/')[2] ?? ''))].sort();
  return {
    sharing: [
      ...names.flatMap(partsOfProject),
      jestPart('e2e', 'e2e', String.raw`e2e/src/[^/]+\.spec\.ts$`),
      ...folders.filter((folder) => !ALONE.includes(folder)).map(endToEndPart),
    ],
    alone: [
      ...ALONE.map(endToEndPart),
      jestPart('speed of the console', CONSOLE, SPEED),
      faultPart('faults on Kafka', ['--part', 'faults', '--log', 'kafka']),
      faultPart('faults on the embedded log', ['--part', 'faults', '--log', 'embedded']),
      faultPart('budgets of being away', ['--part', 'budgets']),
      faultPart('mutants under faults', ['--part', 'mutants']),
    ],
  };
}

function partsOfProject(name: string): readonly Part[] {
  if (name === TOKEN_SERVICE) return [jestPart(name, name, `${name}/src/${LONGEST_OF_TOKEN_SERVICE}`), jestPart(`${name}, the rest`, name, `${name}/src/(?!${LONGEST_OF_TOKEN_SERVICE})`)];
  return [jestPart(name, name, name === CONSOLE ? ALL_BUT_SPEED : undefined)];
}

function endToEndPart(folder: string): Part {
  return jestPart(`e2e/${folder}`, 'e2e', `e2e/src/${folder}/`);
}

/** `npm run test:faults` in part: one round under a seed of its own, which it prints. */
function faultPart(name: string, args: readonly string[]): Part {
  const report = join(REPORTS, `${name.replaceAll(' ', '-')}.json`);
  return {
    name,
    command: process.execPath,
    args: [join(REPOSITORY, 'e2e/dist/faults/main.js'), ...args, '--report', report],
    cwd: REPOSITORY,
    report,
    outcome: (succeeded) => {
      const outcome = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Outcome) : { passed: 0, failed: 1, skipped: [] };
      return succeeded || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
    },
  };
}

function rank(name: string): number {
  const place = LONGEST_FIRST.indexOf(name);
  return place === -1 ? LONGEST_FIRST.length : place;
}

/** @param specs pattern of the paths of those that belong to it; all of the project where it is left out */
function jestPart(name: string, project: string, specs?: string): Part {
  const report = join(REPORTS, `${name.replaceAll(/[/, ]+/g, '-')}.json`);
  return {
    name,
    command: process.execPath,
    args: [join(REPOSITORY, 'tools/jest.mjs'), '--ci', '--maxWorkers=1', '--json', `--outputFile=${report}`, ...(specs === undefined ? [] : [`--testPathPatterns=${specs}`])],
    cwd: join(REPOSITORY, project),
    report,
    outcome: (succeeded) => {
      const outcome = readJestReport(report) ?? { passed: 0, failed: 1, skipped: [] };
      return succeeded || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
    },
  };
}
