import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '@portcullis/testing';
import { madeSecrets } from './made-secrets.js';
import { commandLineOf, descendantsOf, stillRunning } from './processes.js';
import { refuseWrittenSecrets } from './written-secrets.js';

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
  /** Everything it has printed until now, on either stream. */
  told(): string;
  /** The processes that it started. */
  children(): readonly number[];
  /** Sends the signal and resolves once it and everything it started is gone. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<{ exitCode: number | null; tookMs: number }>;
  /** Does what it cannot live with, and resolves once it and everything it started has ended by itself. */
  endBy(blow: () => unknown): Promise<FailedStart>;
}

/** What a start has printed until now. */
interface Output {
  stdout: string;
  stderr: string;
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
  private readonly outputs: Output[] = [];

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

  /**
   * @param args instead of those of the installation: another start may be on another log
   * @param environment over the installation's
   */
  async start(args: readonly string[] = this.args, environment: Readonly<Record<string, string>> = {}): Promise<RunningInstallation> {
    const { child, output } = this.spawn(environment, args);
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
    return {
      ...found,
      pid,
      printed: output.stdout,
      told: () => output.stdout + output.stderr,
      children: () => descendantsOf(pid),
      end: (signal) => this.end(child, signal),
      endBy: async (blow) => {
        const { exitCode } = await this.untilGone(child, blow);
        return { exitCode, stderr: output.stderr };
      },
    };
  }

  /** Sends the signal to a start as soon as it has printed what is waited for. */
  async stopWhileStarting(line: RegExp, signal: NodeJS.Signals): Promise<FailedStart> {
    const { child, output } = this.spawn({}, this.args);
    await eventually(() => {
      if (!line.test(output.stdout)) throw new Error(`It has not come so far:\n${output.stdout}${output.stderr}`);
    }, { timeoutMs: START_WITHIN_MS });
    const { exitCode } = await this.end(child, signal);
    return { exitCode, stderr: output.stderr };
  }

  /** Starts it where it must not start. */
  async startInVain(environment: Readonly<Record<string, string>>): Promise<FailedStart> {
    const { child, output } = this.spawn(environment, this.args);
    await once(child, 'close');
    return { exitCode: child.exitCode, stderr: output.stderr };
  }

  /**
   * Ends what still runs and deletes the folder.
   *
   * @throws where any of the secrets of the suite was written to a log, or printed after the first run had told it
   */
  async remove(): Promise<void> {
    for (const child of this.supervisors) if (child.exitCode === null && child.signalCode === null) await this.end(child, 'SIGTERM');
    try {
      refuseWrittenSecrets(this.dataFolder, this.outputs, madeSecrets());
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  private spawn(environment: Readonly<Record<string, string>>, args: readonly string[]): { child: ChildProcess; output: Output } {
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, [START, ...args], {
      env: { PATH, HOME, DATA_DIR: this.dataFolder, TOKEN_SERVICE_PORT: '0', INVENTORY_API_PORT: '0', ...this.environment, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.supervisors.push(child);
    const output = { stdout: '', stderr: '' };
    this.outputs.push(output);
    child.stdout.on('data', (chunk) => (output.stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (output.stderr += String(chunk)));
    return { child, output };
  }

  private end(child: ChildProcess, signal: NodeJS.Signals): Promise<{ exitCode: number | null; tookMs: number }> {
    return this.untilGone(child, () => child.kill(signal));
  }

  /** Resolves once the supervisor and everything that it had started before the blow is gone. */
  private async untilGone(child: ChildProcess, blow: () => unknown): Promise<{ exitCode: number | null; tookMs: number }> {
    const family = [child.pid ?? 0, ...descendantsOf(child.pid ?? 0)];
    const startedAtMs = performance.now();
    const exited = once(child, 'exit');
    await blow();
    await eventually(
      () => {
        const left = stillRunning(family);
        if (left.length > 0) throw new Error(`Processes are left: ${left.map(commandLineOf).join(', ')}`);
      },
      { timeoutMs: STOP_WITHIN_MS, intervalMs: 100 },
    );
    await exited;
    return { exitCode: child.exitCode, tookMs: performance.now() - startedAtMs };
  }
}
