import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface ServerOptions {
  /** A module that listens somewhere and tells where by `process.send`. */
  readonly script: URL | string;
  readonly task: object;
  readonly heapMb: number;
  readonly readyWithinMs: number;
  readonly profileFolder?: string | undefined;
}

/** A server of the benchmark's own in a process of its own, which ends with this one. */
export interface RunningServer<Ready> {
  readonly pid: number;
  /** What it told once it served. */
  readonly ready: Ready;
  stop(): Promise<void>;
}

const STOP_WITHIN_MS = 5_000;

/** @throws where it ends, or tells nothing in time; it is killed then. */
export async function startServer<Ready>(options: ServerOptions): Promise<RunningServer<Ready>> {
  const profiling = options.profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profileFolder}`];
  const child = fork(options.script, [JSON.stringify(options.task)], {
    execArgv: [`--max-old-space-size=${options.heapMb}`, ...profiling],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => (complaint = (complaint + String(chunk)).slice(-2_000)));
  const timer = setTimeout(() => child.kill('SIGKILL'), options.readyWithinMs);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the server ended before it served: ${complaint}`);
  });
  ended.catch(() => undefined);
  const [ready] = (await Promise.race([once(child, 'message'), ended])) as [Ready];
  clearTimeout(timer);
  return { pid: child.pid ?? 0, ready, stop: () => stop(child) };
}

/** By the end of the channel: the server's own way out, so that a profile gets written. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await gone;
  clearTimeout(timer);
}
