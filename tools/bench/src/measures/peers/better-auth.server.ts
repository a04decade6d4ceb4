// better-auth's api-key plugin as its documentation has it, on PostgreSQL, behind the leanest server there is.
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { serveChecks } from './check-server.js';

export interface BetterAuthTask {
  readonly peers: string;
  readonly databaseUrl: string;
  readonly keys: number;
}

export interface BetterAuthReady {
  readonly url: string;
  readonly keys: readonly string[];
}

type Permissions = Readonly<Record<string, readonly string[]>>;

/** Of better-auth 1.7 what is used here. */
interface Auth {
  readonly api: {
    readonly signUpEmail: (call: { body: { email: string; password: string; name: string } }) => Promise<{ user: { id: string } }>;
    readonly createApiKey: (call: { body: { userId: string; name: string; permissions: Permissions } }) => Promise<{ key: string }>;
    readonly verifyApiKey: (call: { body: { key: string; permissions: Permissions } }) => Promise<{ valid: boolean }>;
  };
}
interface BetterAuth {
  readonly betterAuth: (options: object) => Auth;
}
interface Migration {
  readonly getMigrations: (options: object) => Promise<{ runMigrations(): Promise<void> }>;
}
interface ApiKeyPlugin {
  readonly apiKey: (options: object) => object;
}
interface Pg {
  default: { Pool: new (options: { connectionString: string; max: number }) => object };
}

process.on('disconnect', () => process.exit(0));
const task = JSON.parse(process.argv[2] ?? '{}') as BetterAuthTask;
const require = createRequire(pathToFileURL(`${task.peers}/package.json`));
const load = (name: string): Promise<unknown> => import(pathToFileURL(require.resolve(name)).href);
const { betterAuth } = (await load('better-auth')) as BetterAuth;
const { getMigrations } = (await load('better-auth/db/migration')) as Migration;
const { apiKey } = (await load('@better-auth/api-key')) as ApiKeyPlugin;
const pg = (await load('pg')) as Pg;

const options = {
  database: new pg.default.Pool({ connectionString: task.databaseUrl, max: 10 }),
  secret: randomBytes(32).toString('hex'),
  baseURL: 'http://127.0.0.1',
  telemetry: { enabled: false },
  emailAndPassword: { enabled: true },
  // Its limit of ten requests a day is no part of a check.
  plugins: [apiKey({ rateLimit: { enabled: false } })],
};
await (await getMigrations(options)).runMigrations();
const auth = betterAuth(options);
const { user } = await auth.api.signUpEmail({ body: { email: 'owner@bench.example', password: randomBytes(16).toString('hex'), name: 'Owner' } });
const permissions = { items: ['read'] };
const keys: string[] = [];
while (keys.length < task.keys) keys.push((await auth.api.createApiKey({ body: { userId: user.id, name: `bench ${keys.length}`, permissions } })).key);
const ready: BetterAuthReady = {
  url: await serveChecks(async (key) => (await auth.api.verifyApiKey({ body: { key, permissions } })).valid),
  keys,
};
process.send?.(ready);
