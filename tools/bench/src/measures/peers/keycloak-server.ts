import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '@portcullis/tools';
import { eventually } from '@portcullis/testing';
import type { LoadRequest } from '../../workers/load.js';

const READY_WITHIN_MS = 300_000;
const STOP_WITHIN_MS = 10_000;
const REALM = '/realms/master';

/** A Keycloak in development mode with its own database in memory, and a request that introspects a live token. */
export interface RunningKeycloak {
  readonly introspectionUrl: string;
  readonly request: LoadRequest;
  stop(): Promise<void>;
}

/** @throws where it is not ready in time; it is ended then. */
export async function startKeycloak(folder: string): Promise<RunningKeycloak> {
  const port = await freePort();
  const password = randomBytes(16).toString('hex');
  const server = spawn('sh', [join(folder, 'bin/kc.sh'), 'start-dev', '--http-host=127.0.0.1', `--http-port=${port}`, '--db=dev-mem'], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], KC_BOOTSTRAP_ADMIN_USERNAME: 'bench', KC_BOOTSTRAP_ADMIN_PASSWORD: password },
    stdio: 'ignore',
    // The script's Java goes with it.
    detached: true,
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = (): Promise<void> => end(server);
  try {
    await eventually(async () => (await fetch(`${url}${REALM}`, { signal: AbortSignal.timeout(2_000) })).status === 200, { timeoutMs: READY_WITHIN_MS, intervalMs: 250 });
    return { introspectionUrl: `${url}${REALM}/protocol/openid-connect/token/introspect`, request: await introspection(url, password), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes a client, lets it have a token that lives for the run, and asks about that. */
async function introspection(url: string, adminPassword: string): Promise<LoadRequest> {
  const admin = await tokenOf(url, { grant_type: 'password', client_id: 'admin-cli', username: 'bench', password: adminPassword });
  const authorized = { authorization: `Bearer ${admin}`, 'content-type': 'application/json' };
  const secret = randomBytes(16).toString('hex');
  const client = { clientId: 'bench', secret, serviceAccountsEnabled: true, publicClient: false, standardFlowEnabled: false };
  await expectOk(fetch(`${url}/admin/realms/master`, { method: 'PUT', headers: authorized, body: JSON.stringify({ accessTokenLifespan: 3_600 }) }));
  await expectOk(fetch(`${url}/admin/realms/master/clients`, { method: 'POST', headers: authorized, body: JSON.stringify(client) }));
  const credentials = { client_id: 'bench', client_secret: secret };
  const token = await tokenOf(url, { grant_type: 'client_credentials', ...credentials });
  return { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ token, ...credentials }).toString() };
}

async function tokenOf(url: string, form: Readonly<Record<string, string>>): Promise<string> {
  const answer = await expectOk(fetch(`${url}${REALM}/protocol/openid-connect/token`, { method: 'POST', body: new URLSearchParams(form) }));
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function expectOk(asked: Promise<Response>): Promise<Response> {
  const answer = await asked;
  if (!answer.ok) throw new Error(`Keycloak answered ${answer.status} to ${new URL(answer.url).pathname}`);
  return answer;
}

async function end(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  process.kill(-server.pid, 'SIGTERM');
  const timer = setTimeout((group: number) => process.kill(-group, 'SIGKILL'), STOP_WITHIN_MS, server.pid);
  await gone;
  clearTimeout(timer);
}
