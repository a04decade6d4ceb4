import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { basename } from 'node:path';
import { OneLineFailure } from '../installation/one-line-failure.js';
import { lastWords } from './last-words.js';
import type { ServiceLog } from './service-log.js';

export interface ServiceSpecification {
  readonly name: string;
  /** The built main.js. */
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: ServiceLog;
}

export interface RestartPolicy {
  /** A life shorter than this counts as a quick failure. */
  readonly quickMs: number;
  readonly mostQuickFailures: number;
  readonly firstPauseMs: number;
}

const RESTARTS: RestartPolicy = { quickMs: 30_000, mostQuickFailures: 5, firstPauseMs: 500 };

/** What a service tells its supervisor. */
export interface ServiceEvents {
  /** A line for the person at the terminal. */
  say(line: string): void;
  /** It will not be started again. */
  gaveUp(failure: OneLineFailure): void;
}

/**
 * One service as a child process that is started again when it dies. It gets an IPC channel, whose end tells it that
 * this process is gone, and a process group of its own, so that Ctrl-C reaches it only through its supervisor.
 */
export class SupervisedService {
  private child: ChildProcess | undefined;
  private state: 'starting' | 'running' | 'stopping' = 'starting';
  private quickFailures = 0;
  private pause: NodeJS.Timeout | undefined;
  private failStart: ((failure: OneLineFailure) => void) | undefined;
  /** Rejects when the service ends before it was told to be running: its first start is not tried again. */
  readonly startFailed: Promise<never>;

  constructor(
    readonly specification: ServiceSpecification,
    private readonly events: ServiceEvents,
    private readonly restarts: RestartPolicy = RESTARTS,
  ) {
    this.startFailed = new Promise((_, reject) => {
      this.failStart = reject;
    });
    this.startFailed.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    const { script, environment, log } = this.specification;
    const output = log.open();
    const startedAtMs = performance.now();
    const child = spawn(process.execPath, ['--enable-source-maps', script], {
      env: environment,
      stdio: ['ignore', output, output, 'ipc'],
      detached: true,
    });
    closeSync(output);
    this.child = child;
    let ended = false;
    const onEnd = (how: string): void => {
      if (ended) return;
      ended = true;
      this.child = undefined;
      this.afterEnd(how, performance.now() - startedAtMs);
    };
    child.once('error', (error) => {
      onEnd(error.message);
    });
    child.once('exit', (code, signal) => {
      onEnd(signal === null ? `exit code ${code ?? 'unknown'}` : signal);
    });
  }

  /** From now on the service is started again when it ends. */
  confirmRunning(): void {
    if (this.state === 'starting') this.state = 'running';
  }

  /** Asks the service to end, and ends it after the grace; resolves once it is gone. */
  async stop(graceMs: number): Promise<void> {
    this.state = 'stopping';
    clearTimeout(this.pause);
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await gone;
    clearTimeout(force);
  }

  /** Ends it at once, without asking. */
  kill(): void {
    this.state = 'stopping';
    this.child?.kill('SIGKILL');
  }

  private afterEnd(how: string, livedMs: number): void {
    if (this.state === 'stopping') return;
    if (this.state === 'starting') {
      this.failStart?.(this.failure('did not start', how));
      return;
    }
    this.quickFailures = livedMs < this.restarts.quickMs ? this.quickFailures + 1 : 1;
    if (this.quickFailures > this.restarts.mostQuickFailures) {
      this.events.gaveUp(this.failure(`ended ${this.quickFailures} times in a row`, how));
      return;
    }
    const pauseMs = this.restarts.firstPauseMs * 2 ** (this.quickFailures - 1);
    this.events.say(`${this.specification.name} ended unexpectedly (${how}); it is started again in ${pauseMs / 1_000} s.`);
    this.pause = setTimeout(() => {
      this.start();
    }, pauseMs);
  }

  private failure(what: string, how: string): OneLineFailure {
    const { name, log } = this.specification;
    // A service puts its name before its words, for where nobody else says whose they are.
    const words = (lastWords(log) ?? 'it said nothing').replace(new RegExp(`^${name}: `), '');
    return new OneLineFailure(`${name} ${what} (${how}): ${words} (log: logs/${basename(log.path)} in the data folder)`);
  }
}
