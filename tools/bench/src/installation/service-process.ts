import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '@portcullis/tools';
import { REPOSITORY } from './places.js';

export type App = 'token-service' | 'inventory-public-api';

export interface ServiceOptions {
  readonly app: App;
  /** DATABASE_URL and where the log is. */
  readonly environment: Readonly<Record<string, string>>;
  /** The service's log is kept in this folder while the benchmark runs. */
  readonly folder: string;
  readonly readyWithinMs: number;
  readonly profileFolder?: string | undefined;
}

const PORT_VARIABLES: Readonly<Record<App, string>> = { 'token-service': 'TOKEN_SERVICE_PORT', 'inventory-public-api': 'INVENTORY_API_PORT' };
/** Each look costs both processes about a millisecond, which a start on two cores would show. */
const LOOK_EVERY_MS = 50;
const STOP_WITHIN_MS = 10_000;
let started = 0;

/** A built service as a process of its own, which ends with this one. */
export class ServiceProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** From the process's start to the first 200 of /health/ready. */
    readonly readyAfterMs: number,
  ) {}

  /** @throws with the end of its log where it ends, or is not ready in time. */
  static async start(options: ServiceOptions): Promise<ServiceProcess> {
    const { app, environment, folder, readyWithinMs, profileFolder } = options;
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const logFile = join(folder, `${app}-${(started += 1)}.log`);
    const log = openSync(logFile, 'a', 0o600);
    const startedAtMs = performance.now();
    const child = spawn(process.execPath, [...(profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]), scriptOf(app, 'main.js')], {
      env: { ...ownEnvironment(), HOST: '127.0.0.1', [PORT_VARIABLES[app]]: String(port), ...environment },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    try {
      await untilReady(child, url, startedAtMs + readyWithinMs);
    } catch (error) {
      child.kill('SIGKILL');
      throw new Error(`${app}: ${error instanceof Error ? error.message : String(error)}\n${readFileSync(logFile, 'utf8').slice(-1_500)}`, { cause: error });
    }
    return new ServiceProcess(child, url, performance.now() - startedAtMs);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_WITHIN_MS);
    await gone;
    clearTimeout(timer);
  }
}

/** Runs a command of the service's own, and resolves with the JSON object that it prints. */
export async function runServiceCommand(app: App, args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)(process.execPath, [scriptOf(app, 'cli.js'), ...args], { env: { ...ownEnvironment(), ...environment }, timeout: 60_000 });
  return JSON.parse(stdout) as Record<string, unknown>;
}

function scriptOf(app: App, file: string): string {
  return join(REPOSITORY, 'apps', app, 'dist', file);
}

/** Nothing of the caller's settings: a figure is that of the defaults. */
function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(['PATH', 'HOME', 'TMPDIR', 'LANG'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

async function untilReady(child: ChildProcess, url: string, deadlineMs: number): Promise<void> {
  while (performance.now() < deadlineMs) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`it ended with ${child.signalCode ?? child.exitCode ?? 0}`);
    const status = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then((answer) => answer.status, () => 0);
    if (status === 200) return;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error('it was not ready in time');
}
