import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '@portcullis/testing';
import { descendantsOf, stillRunning } from './processes.js';

const START = fileURLToPath(new URL('../../tools/dist/start/main.js', import.meta.url));
/** The first start on a busy machine of two cores: PostgreSQL, both services, the sample inventory. */
const START_WITHIN_MS = 150_000;
const STOP_WITHIN_MS = 15_000;
const READY = /^Portcullis is ready: (http:\S+) (http:\S+)$/m;

/** A `npm start` that runs, seen as a person sees it: by what it prints and by its two addresses. */
export interface RunningInstallation {
  readonly tokenServiceUrl: string;
  readonly inventoryUrl: string;
  /** Everything it has printed until it was ready. */
  readonly printed: string;
  readonly pid: number;
  /** The processes that it started. */
  children(): readonly number[];
  /** Sends the signal and resolves once it and everything it started is gone. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<{ exitCode: number | null; tookMs: number }>;
}

/** How a start that did not succeed ended. */
export interface FailedStart {
  readonly exitCode: number | null;
  readonly stderr: string;
}

/** A data folder of its own, on which the built system is started as `npm start` does, on free ports. */
export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'portcullis-e2e-'));
  private readonly supervisors: ChildProcess[] = [];

  /** @param environment over what is set for every start, e.g. KAFKA_BROKERS */
  constructor(
    private readonly environment: Readonly<Record<string, string>> = {},
    private readonly args: readonly string[] = [],
  ) {
    // PostgreSQL runs as another user where the tests run as root, and must get through.
    chmodSync(this.folder, 0o711);
  }

  get dataFolder(): string {
    return join(this.folder, 'data');
  }

  /** @param args instead of those of the installation: another start may be on another log. */
  async start(args: readonly string[] = this.args): Promise<RunningInstallation> {
    const { child, output } = this.spawn({}, args);
    const ended = once(child, 'close').then(() => {
      throw new Error(`It ended with ${child.exitCode ?? 'a signal'}:\n${output.stdout}${output.stderr}`);
    });
    const ready = eventually(
      () => {
        const addresses = READY.exec(output.stdout);
        if (addresses === null) throw new Error(`It is not ready:\n${output.stdout}${output.stderr}`);
        return { tokenServiceUrl: addresses[1] ?? '', inventoryUrl: addresses[2] ?? '' };
      },
      { timeoutMs: START_WITHIN_MS },
    );
    const found = await Promise.race([ready, ended]);
    ended.catch(() => undefined);
    ready.catch(() => undefined);
    const pid = child.pid ?? 0;
    return { ...found, pid, printed: output.stdout, children: () => descendantsOf(pid), end: (signal) => this.end(child, signal) };
  }

  /** Starts it where it must not start. */
  async startInVain(environment: Readonly<Record<string, string>>): Promise<FailedStart> {
    const { child, output } = this.spawn(environment, this.args);
    await once(child, 'close');
    return { exitCode: child.exitCode, stderr: output.stderr };
  }

  /** Ends what still runs and deletes the folder. */
  async remove(): Promise<void> {
    for (const child of this.supervisors) if (child.exitCode === null && child.signalCode === null) await this.end(child, 'SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private spawn(environment: Readonly<Record<string, string>>, args: readonly string[]): { child: ChildProcess; output: { stdout: string; stderr: string } } {
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, [START, ...args], {
      env: { PATH, HOME, DATA_DIR: this.dataFolder, TOKEN_SERVICE_PORT: '0', INVENTORY_API_PORT: '0', ...this.environment, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.supervisors.push(child);
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (output.stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (output.stderr += String(chunk)));
    return { child, output };
  }

  private async end(child: ChildProcess, signal: NodeJS.Signals): Promise<{ exitCode: number | null; tookMs: number }> {
    const family = [child.pid ?? 0, ...descendantsOf(child.pid ?? 0)];
    const startedAtMs = performance.now();
    const exited = once(child, 'exit');
    child.kill(signal);
    await eventually(
      () => {
        const left = stillRunning(family);
        if (left.length > 0) throw new Error(`Processes are left: ${left.join(', ')}`);
      },
      { timeoutMs: STOP_WITHIN_MS, intervalMs: 100 },
    );
    await exited;
    return { exitCode: child.exitCode, tookMs: performance.now() - startedAtMs };
  }
}
