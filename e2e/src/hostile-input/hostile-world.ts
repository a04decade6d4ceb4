import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readFirstRun } from '../first-run.js';
import { Installation, type RunningInstallation } from '../installation.js';
import { rememberSecrets } from '../made-secrets.js';
import { type IssuedToken, Operator } from '../operator.js';
import { type ApiRoute, nameOf, routesOf } from './api-routes.js';
import { SampleTargets } from './sample-targets.js';

const REVOKES_ITS_CALLER = 'DELETE /api/v1/api-keys/self';
const CLI = fileURLToPath(new URL('../../../tools/dist/portcullis/main.js', import.meta.url));

/** One tenant, with all that a caller can have. */
export interface Tenant {
  readonly operator: Operator;
  /** A token with every scope. */
  readonly token: IssuedToken;
  /** A session of its own. */
  readonly logInAgain: () => Promise<Operator>;
}

/** A whole installation that trusts the tests as its proxy, two tenants in it, and every route of both services. */
export interface HostileWorld {
  readonly installation: Installation;
  readonly running: RunningInstallation;
  readonly routes: readonly ApiRoute[];
  readonly tenant: Tenant;
  readonly stranger: Tenant;
  readonly targets: SampleTargets;
  /** A header line with which the route lets its caller in; each route has a token or a session of its own, should it be ended by it, and the one that revokes its caller's has a new one each time. */
  readonly credentialFor: (route: ApiRoute) => Promise<string>;
}

export async function startHostileWorld(): Promise<HostileWorld> {
  const installation = new Installation({ TRUSTED_PROXIES: '127.0.0.0/8' });
  const running = await installation.start();
  const { email, password } = readFirstRun(running.printed);
  const tenant = await tenantOf(running, email, password);
  const other = await createWorkspace(installation.dataFolder);
  const stranger = await tenantOf(running, other.email, other.password);
  const routes = (await Promise.all([running.tokenServiceUrl, running.inventoryUrl].map(routesOf))).flat();
  // The newest of the list is what the routes of one token are tried on.
  await tenant.operator.issue({ name: 'Target', scopes: ['items:read'] });
  const targets = new SampleTargets(routes, tenant);
  await targets.prepare();
  const credentials = await credentialForEach(routes, running, tenant);
  const credentialFor = async (route: ApiRoute): Promise<string> =>
    nameOf(route) === REVOKES_ITS_CALLER ? bearer(await issueForOneRoute(tenant)) : (credentials.get(nameOf(route)) ?? credentialOf(tenant, route));
  return { installation, running, routes, tenant, stranger, targets, credentialFor };
}

export const bearer = ({ token }: { readonly token: string }): string => `Authorization: Bearer ${token}`;

const cookie = (operator: Operator): string => `Cookie: ${operator.cookie}`;

/** What of this tenant the route admits. */
export const credentialOf = ({ token, operator }: Tenant, { takesToken }: Pick<ApiRoute, 'takesToken'>): string => (takesToken ? bearer(token) : cookie(operator));

async function tenantOf({ tokenServiceUrl }: RunningInstallation, email: string, password: string): Promise<Tenant> {
  const logInAgain = (): Promise<Operator> => Operator.logIn(tokenServiceUrl, email, password);
  const operator = await logInAgain();
  return { operator, token: await operator.issue({ name: 'Everything', bundle: 'administrative' }), logInAgain };
}

/** Another workspace with an inventory of its own, made as an operator makes one. */
async function createWorkspace(dataFolder: string): Promise<{ email: string; password: string }> {
  const args = [CLI, 'workspace', 'create', '--name', 'Strangers', '--owner-email', 'stranger@example.com', '--seed'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { PATH: process.env['PATH'], DATA_DIR: dataFolder } });
  const created = JSON.parse(stdout) as { email: string; password: string };
  rememberSecrets(created.password);
  return created;
}

async function credentialForEach(routes: readonly ApiRoute[], { tokenServiceUrl }: RunningInstallation, tenant: Tenant): Promise<ReadonlyMap<string, string>> {
  const guarded = routes.filter(({ url, isPublic, method }) => url === tokenServiceUrl && !isPublic && method !== 'GET');
  const issued = await Promise.all(guarded.map(async (route) => [nameOf(route), route.takesToken ? bearer(await issueForOneRoute(tenant)) : cookie(await tenant.logInAgain())] as const));
  return new Map(issued);
}

const issueForOneRoute = ({ operator }: Tenant): Promise<IssuedToken> => operator.issue({ name: 'For one route', bundle: 'administrative' });

/** The id of a token's receipt. */
export const positionOf = ({ answer }: IssuedToken): string => String(answer.body.receipt.position);
