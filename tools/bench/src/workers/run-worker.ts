import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { FromWorker } from './messages.js';

export interface WorkerOptions {
  /** The built module that calls `work`. */
  readonly script: URL;
  /** What it is told; plain data. */
  readonly task: object;
  /** The heap's bound, MB: the same for every run, so that the collector has the same room. */
  readonly heapMb: number;
  readonly timeoutMs: number;
  readonly onProgress: (line: string) => void;
  /** CPU profiles are written to this folder. */
  readonly profileFolder?: string | undefined;
}

/**
 * Runs one measure in a process of its own, so that no other's compiled code, heap or garbage is in its figures.
 *
 * @throws where the worker fails, ends without a result, or takes longer than `timeoutMs`; it is killed then.
 */
export async function runWorker<Result>(options: WorkerOptions): Promise<Result> {
  const worker = fork(options.script, [JSON.stringify(options.task)], {
    execArgv: [`--max-old-space-size=${options.heapMb}`, '--expose-gc', ...profiling(options.profileFolder)],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const complaint = collect(worker);
  const timer = setTimeout(() => worker.kill('SIGKILL'), options.timeoutMs);
  let answer: { readonly result: Result } | undefined;
  worker.on('message', (message: FromWorker<Result>) => {
    if (message.kind === 'progress') options.onProgress(message.line);
    else answer = message;
  });
  const [code, signal] = (await once(worker, 'exit')) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  if (answer !== undefined && code === 0) return answer.result;
  throw new Error(`the worker ended with ${signal ?? code ?? 'nothing'}: ${complaint().slice(-2_000)}`);
}

function profiling(folder: string | undefined): string[] {
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

function collect(worker: ChildProcess): () => string {
  let text = '';
  worker.stderr?.on('data', (chunk) => (text = (text + String(chunk)).slice(-10_000)));
  return () => text;
}
