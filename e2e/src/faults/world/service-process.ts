import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@portcullis/testing';

export interface ServiceProcessOptions {
  readonly name: string;
  /** The built system that it is of. */
  readonly build: string;
  /** What is started of it. */
  readonly script: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Modules that Node loads before the service; a fault's hands inside the process. */
  readonly preloads?: readonly string[];
}

const READY_WITHIN_MS = 120_000;

/** One process of a service, which can be killed, paused and started again under the same address. */
export class ServiceProcess {
  readonly url: string;
  private build: string;
  private child: ChildProcess | undefined;
  private killedAtMs: number | undefined;

  constructor(private readonly options: ServiceProcessOptions) {
    this.build = options.build;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  get name(): string {
    return this.options.name;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** When it was last ended without a chance to tell what it knew; undefined: never. */
  get killedMs(): number | undefined {
    return this.killedAtMs;
  }

  /** Another version from its next start on. */
  runFrom(build: string): void {
    this.build = build;
  }

  /** Starts the process and resolves once it says that it is ready. */
  async start(): Promise<void> {
    this.launch();
    await this.ready();
  }

  launch(): void {
    const { script, environment, logFile, preloads = [] } = this.options;
    const log = openSync(logFile, 'a');
    const args = [...preloads.flatMap((file) => ['--import', file]), join(this.build, script)];
    this.child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'], ...environment }, stdio: ['ignore', log, log] });
  }

  async ready(): Promise<void> {
    const answer = await eventually(
      async () => {
        // Nobody starts it again, so there is nothing to wait for.
        if (!this.isRunning) return 'none' as const;
        const { status } = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
        if (status !== 200) throw new Error(`${this.name} is not ready: see ${this.options.logFile}`);
        return status;
      },
      { timeoutMs: READY_WITHIN_MS, intervalMs: 100 },
    );
    if (answer === 'none') throw new Error(`${this.name} has ended: see ${this.options.logFile}`);
  }

  /** Ends it as a power cut would: nothing is flushed and no goodbye said. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
    this.killedAtMs = performance.now();
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Resolves once the process is gone, for whatever reason. */
  async gone(): Promise<void> {
    const { child } = this;
    if (child !== undefined && this.isRunning) await once(child, 'exit');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.isRunning) return;
    const gone = this.gone();
    this.signal(signal);
    // A paused process takes its signals only once it goes on; SIGKILL is the exception.
    if (signal !== 'SIGKILL') this.signal('SIGCONT');
    await gone;
  }
}
