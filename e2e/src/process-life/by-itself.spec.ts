import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { type AddressInfo, createServer } from 'node:net';
import { eventually } from '@portcullis/testing';
import { checkpointFiles, freePort } from '@portcullis/tools';
import { Installation } from '../installation.js';
import { fixedPorts } from './fixed-ports.js';
import { programOf } from './members.js';
import { connectionsOf } from './storage.js';

const ports = await fixedPorts();
const installation = new Installation(ports);
const started: ChildProcess[] = [];
const SERVICES = [
  { service: 'token-service', variable: 'TOKEN_SERVICE_PORT', settings: 'tokenService' },
  { service: 'inventory-public-api', variable: 'INVENTORY_API_PORT', settings: 'inventory' },
] as const;

beforeAll(() => installation.start(), 180_000);
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});
afterAll(() => installation.remove(), 60_000);

/** What the supervisor gives the service, with a free port. */
async function environmentOf({ settings, variable }: (typeof SERVICES)[number]): Promise<Record<string, string>> {
  const { databases, log } = connectionsOf(installation.dataFolder);
  return { PATH: process.env['PATH'] ?? '', DATABASE_URL: databases[settings], ...log[settings], ...checkpointFiles(installation.dataFolder), [variable]: String(await freePort()) };
}

interface Service {
  readonly child: ChildProcess;
  readonly told: { stdout: string; stderr: string };
  readonly ended: Promise<number | null>;
}

/** @param folder from which a script that is given as text finds its packages */
function run(args: readonly string[], environment: Readonly<Record<string, string>>, folder = process.cwd()): Service {
  const child = spawn(process.execPath, args, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const told = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (told.stdout += String(text)));
  child.stderr.on('data', (text) => (told.stderr += String(text)));
  return { child, told, ended: once(child, 'close').then(() => child.exitCode) };
}

/** The service as it is built, with one controller more, whose route carries no mark. */
const WITH_AN_UNMARKED_ROUTE = `
  import 'reflect-metadata';
  import { pathToFileURL } from 'node:url';
  import { Controller, Get } from '@nestjs/common';
  import { startService } from '@portcullis/service-kit';
  const built = (name) => import(pathToFileURL(process.cwd() + '/' + name).href);
  const { AppModule } = await built('app.module.js');
  const { readSettings, SERVICE_NAME } = await built('configuration.js');
  class ForgottenController { list() { return []; } }
  Controller('forgotten')(ForgottenController);
  Get()(ForgottenController.prototype, 'list', Object.getOwnPropertyDescriptor(ForgottenController.prototype, 'list'));
  class WithOneMore {}
  const module = { module: WithOneMore, imports: [AppModule.of(readSettings(process.env).configuration)], controllers: [ForgottenController] };
  await startService({ module, name: SERVICE_NAME, host: '127.0.0.1', port: 0 });`;

describe.each(SERVICES)('$service by itself', (one) => {
  const { service, variable } = one;
  const program = programOf(service);

  it('is refused in one line where its port is in use', async () => {
    const { told, ended } = run([program], { ...(await environmentOf(one)), [variable]: ports[variable] ?? '' });
    expect(await ended).toBe(1);
    expect(told.stderr).toBe(`${service}: port ${ports[variable] ?? ''} on 127.0.0.1 is in use by another program: stop it or set ${variable} to another\n`);
  }, 90_000);

  it('does not start with a route that nobody marked, and names it', async () => {
    const { told, ended } = run(['--input-type=module', '-e', WITH_AN_UNMARKED_ROUTE], await environmentOf(one), dirname(program));
    expect(await ended).toBe(1);
    expect(told.stderr).toMatch(new RegExp(`^${service}: .*ForgottenController\\.list: a route must be marked with @RequireScopes, @Authenticated or @Public\\n$`));
  }, 90_000);

  it('stops at once where it is still waiting for a log that never answers', async () => {
    // It takes connections and says nothing: the longest wait there is.
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { LOG_DATABASE_URL, ...rest } = await environmentOf(one);
    expect(LOG_DATABASE_URL).toBeDefined();
    const { child, ended, told } = run([program], { ...rest, KAFKA_BROKERS: `127.0.0.1:${(silent.address() as AddressInfo).port}` });
    await Promise.race([once(silent, 'connection'), ended]);
    const startedAtMs = performance.now();
    child.kill('SIGTERM');
    expect([await ended, told.stderr]).toEqual([0, '']);
    expect(performance.now() - startedAtMs).toBeLessThan(9_000);
    silent.close();
  }, 90_000);

  it('ends with the process that started it, however that one went', async () => {
    const parent = `
      const { spawn } = await import('node:child_process');
      const child = spawn(process.execPath, [${JSON.stringify(program)}], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      process.stderr.write(String(child.pid));
      setInterval(() => undefined, 1000);`;
    const { child, told, ended } = run(['--input-type=module', '-e', parent], await environmentOf(one));
    await eventually(() => told.stdout.includes('"msg":"listening"'), { timeoutMs: 60_000 });
    child.kill('SIGKILL');
    // Its output stays open for as long as anybody in it lives.
    expect(await ended).toBeNull();
  }, 120_000);
});
