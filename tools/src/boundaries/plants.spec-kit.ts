/** An import that must not be, or must be allowed, and where it is planted. */
export interface Plant {
  readonly what: string;
  /** The folder of the project. */
  readonly into: string;
  readonly code: string;
  /** The end of the file's name; `.ts` unless told. */
  readonly as?: '.spec.ts' | '.spec-kit.ts';
}

const loads = (name: string): string => `import * as planted from '${name}';\nexport { planted };`;
const plant = (what: string, into: string, name: string, as?: Plant['as']): Plant => ({ what, into, code: loads(name), ...(as && { as }) });

const DOMAIN = ['libs/token', 'libs/scopes', 'libs/ip-allowlist'];
const INPUT_AND_OUTPUT = ['fs', 'fs/promises', 'net', 'http', 'https', 'http2', 'child_process', 'dgram', 'dns', 'tls', 'os', 'path', 'process', 'timers/promises', 'worker_threads', 'readline'];

const ofTheDomain: readonly Plant[] = [
  ...INPUT_AND_OUTPUT.flatMap((name) => [plant(`domain → node:${name}`, 'libs/token', `node:${name}`), plant(`domain → ${name}`, 'libs/token', name)]),
  ...DOMAIN.slice(1).map((into) => plant(`domain → node:fs (${into})`, into, 'node:fs')),
  ...DOMAIN.flatMap((into) => ['zod', 'rxjs', '@nestjs/common', 'pg'].map((name) => plant(`domain → npm's ${name} (${into})`, into, name))),
  ...['@portcullis/messages', '@portcullis/log', '@portcullis/event-store', '@portcullis/service-kit'].map((name) => plant(`domain → ${name}`, 'libs/token', name)),
  { what: 'domain → node:fs, loaded later', into: 'libs/token', code: "export const planted = () => import('node:fs');" },
  { what: 'domain → whatever it is told, loaded later', into: 'libs/token', code: 'export const planted = (name: string): Promise<unknown> => import(name);' },
  { what: 'domain → randomness of Node', into: 'libs/token', code: "import { randomBytes } from 'node:crypto';\nexport { randomBytes };" },
  { what: 'domain → the network, by a global', into: 'libs/token', code: "export const planted = () => fetch('http://127.0.0.1');" },
  { what: 'domain → the environment, by a global', into: 'libs/token', code: "export const planted = process.env['HOME'];" },
  { what: 'domain → the clock', into: 'libs/token', code: 'export const planted = Date.now();' },
  { what: 'domain → the clock, by a date of now', into: 'libs/token', code: 'export const planted = new Date();' },
  { what: 'domain → chance', into: 'libs/token', code: 'export const planted = Math.random();' },
];

const byLayer: readonly Plant[] = [
  ...['@portcullis/log', '@portcullis/service-kit', '@portcullis/token-replica'].map((name) => plant(`contract → ${name}`, 'libs/messages', name)),
  ...['libs/token', 'libs/messages', 'libs/log', 'tools'].flatMap((into) => [
    plant(`${into} → an app, by its name`, into, '@portcullis/token-service'),
    plant(`${into} → an app, by its path`, into, `${into === 'tools' ? '../..' : '../../..'}/apps/token-service/src/configuration.js`),
  ]),
  plant('app → another app, by its name', 'apps/inventory-public-api', '@portcullis/token-service'),
  plant('app → another app, by its path', 'apps/inventory-public-api', '../../token-service/src/configuration.js'),
  plant('app → another app, by its name, the other way', 'apps/token-service', '@portcullis/inventory-public-api'),
  plant('app → another app, by its path, the other way', 'apps/token-service', '../../inventory-public-api/src/configuration.js'),
  plant('the CLI → token-service, by its name', 'apps/cli', '@portcullis/token-service'),
  plant('the CLI → what belongs to token-service', 'apps/cli', '@portcullis/event-store'),
  plant('the console → token-service, by its name', 'apps/admin-console', '@portcullis/token-service'),
  plant('the console → token-service, by its path', 'apps/admin-console', '../../token-service/src/configuration.js'),
  plant('the console → infrastructure', 'apps/admin-console', '@portcullis/service-kit'),
  plant('the console → what stands on the topics', 'apps/admin-console', '@portcullis/messages'),
  plant('the console → what belongs to token-service', 'apps/admin-console', '@portcullis/event-store'),
  plant('the console → Node', 'apps/admin-console', 'node:fs'),
  plant('the CLI → the console', 'apps/cli', '@portcullis/admin-console'),
  plant('the management client → infrastructure', 'libs/management-client', '@portcullis/service-kit'),
  plant('tools → the CLI', 'tools', '@portcullis/cli'),
  plant('a spec → an app', 'libs/log', '@portcullis/token-service', '.spec.ts'),
  plant('tools → the testing library', 'tools', '@portcullis/testing'),
  plant('the testing library → an app', 'libs/testing', '@portcullis/token-service'),
  plant('the testing library → what belongs to token-service', 'libs/testing', '@portcullis/event-store'),
  plant('e2e → infrastructure', 'e2e', '@portcullis/log'),
  plant('the benchmark → an app', 'tools/bench', '@portcullis/token-service'),
  plant('inventory → what belongs to token-service', 'apps/inventory-public-api', '@portcullis/event-store'),
  plant('shared → what belongs to token-service', 'libs/log', '@portcullis/event-store'),
  plant('a spec of shared → what belongs to token-service', 'libs/log', '@portcullis/event-store', '.spec.ts'),
  plant('a circle of libraries', 'libs/service-kit', '@portcullis/service-database'),
  plant('a longer circle of libraries', 'libs/log', '@portcullis/nest-auth'),
  plant("past a library's front door, to its source", 'libs/nest-auth', '@portcullis/token/src/authorize.js'),
  plant("past a library's front door, to its build", 'libs/nest-auth', '@portcullis/token/dist/authorize.js'),
  plant("past a library's front door, by its path", 'libs/nest-auth', '../../token/src/index.js'),
];

const toTestCode: readonly Plant[] = ['apps/token-service', 'apps/inventory-public-api', 'apps/cli', 'apps/admin-console', 'libs/messages', 'libs/log', 'libs/service-kit', 'libs/scopes'].flatMap((into) => [
  ...['@portcullis/testing', '@portcullis/tools', '@portcullis/e2e', '@portcullis/bench'].map((name) => plant(`${into} → ${name}`, into, name)),
  ...['@jest/globals', 'fast-check', 'testcontainers'].map((name) => plant(`${into} → npm's ${name}`, into, name)),
  plant(`${into} → a test aid`, into, './planted.spec-kit.js'),
  plant(`${into} → a test`, into, './planted.spec.js'),
]);

export const FORBIDDEN: readonly Plant[] = [
  ...ofTheDomain,
  ...byLayer,
  ...toTestCode,
  plant('shipped → the conformance suite of the log', 'libs/log', './conformance/log-conformance.spec-kit.js'),
  { what: 'shipped → a test aid, loaded later', into: 'libs/log', code: "export const planted = () => import('./conformance/world.spec-kit.js');" },
  { what: 'shipped → the testing library, loaded later', into: 'libs/log', code: "export const planted = () => import('@portcullis/testing');" },
  { what: 'shipped → the testing library, for its types alone', into: 'libs/log', code: "export type { TestDatabase } from '@portcullis/testing';" },
  plant('npm start → a test aid', 'tools', './boundaries/plants.spec-kit.js'),
];

/** The neighbours of those above that are meant to be: without them a rule that refuses everything would pass. */
export const ALLOWED: readonly Plant[] = [
  plant('domain → ipaddr.js', 'libs/ip-allowlist', 'ipaddr.js'),
  plant('domain → domain', 'libs/token', '@portcullis/scopes'),
  { what: 'domain → the hash of Node', into: 'libs/token', code: "import { hash } from 'node:crypto';\nexport { hash };" },
  { what: 'domain → a date that is told', into: 'libs/token', code: 'export const planted = (ms: number): Date => new Date(ms);' },
  plant('contract → domain', 'libs/messages', '@portcullis/scopes'),
  plant('infrastructure → contract', 'libs/token-replica', '@portcullis/messages'),
  plant('infrastructure → infrastructure', 'libs/nest-auth', '@portcullis/log'),
  plant('app → infrastructure', 'apps/inventory-public-api', '@portcullis/nest-auth'),
  plant('the CLI → the management client', 'apps/cli', '@portcullis/management-client'),
  plant('the console → the management client', 'apps/admin-console', '@portcullis/management-client'),
  plant('the console → what an allowlist may be', 'apps/admin-console', '@portcullis/ip-allowlist'),
  plant('app → what belongs to it', 'apps/token-service', '@portcullis/event-store'),
  plant('a spec → the testing library', 'apps/inventory-public-api', '@portcullis/testing', '.spec.ts'),
  plant('a spec → a test aid', 'libs/log', './conformance/world.spec-kit.js', '.spec.ts'),
  plant('a test aid → Jest', 'libs/log', '@jest/globals', '.spec-kit.ts'),
];
