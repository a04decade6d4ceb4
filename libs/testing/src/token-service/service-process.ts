import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@portcullis/tools';
import { eventually } from '../eventually.js';

const APPS = fileURLToPath(new URL('../../../../apps/', import.meta.url));
const READY_WITHIN_MS = 60_000;

/** Where the built services keep what a person or another process starts. */
export const builtFile = (app: 'token-service' | 'inventory-public-api', name: string): string => join(APPS, app, 'dist', name);

/** What a service is started with, always on the same port. */
export interface ServiceSpecification {
  readonly app: 'token-service' | 'inventory-public-api';
  /** The environment variable that takes its port. */
  readonly portVariable: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Where its output goes. */
  readonly folder: string;
}

/** A built service as a process of its own: ended and started again, it stands at the same address. */
export class ServiceProcess {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly specification: ServiceSpecification,
    private readonly port: number,
  ) {}

  static async start(specification: ServiceSpecification): Promise<ServiceProcess> {
    const service = new ServiceProcess(specification, await freePort());
    await service.startAgain();
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** @throws where it does not become ready, with the end of what it wrote */
  async startAgain(): Promise<void> {
    const child = this.launch();
    this.child = child;
    try {
      await this.untilReady(child);
    } catch (error) {
      child.kill('SIGKILL');
      throw error;
    }
  }

  /** Resolves once it is gone. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  private get log(): string {
    return join(this.specification.folder, `${this.specification.app}-${this.port}.log`);
  }

  private launch(): ChildProcess {
    const { app, environment, portVariable } = this.specification;
    const log = openSync(this.log, 'a', 0o600);
    const child = spawn(process.execPath, [builtFile(app, 'main.js')], { env: { ...environment, [portVariable]: String(this.port) }, stdio: ['ignore', log, log, 'ipc'] });
    closeSync(log);
    return child;
  }

  private async untilReady(child: ChildProcess): Promise<void> {
    const answer = await eventually(
      async () => {
        if (child.exitCode !== null) return 'ended' as const;
        const { status } = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
        if (status !== 200) throw new Error(`${this.specification.app} is not ready: ${status}`);
        return 'ready' as const;
      },
      { timeoutMs: READY_WITHIN_MS, intervalMs: 50 },
    );
    if (answer === 'ended') throw new Error(`${this.specification.app} has ended:\n${readFileSync(this.log, 'utf8').slice(-1_500)}`);
  }
}
