import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Part } from './parts.js';
import type { Outcome } from './tally.js';

const LONGEST_MS = 15 * 60_000;
/** What a process may take to end once its report is written. */
const LINGER_MS = 30_000;

export interface PartResult extends Outcome {
  readonly name: string;
  readonly seconds: number;
  /** Everything the process wrote, for whoever must find out why it failed. */
  readonly output: string;
}

/** Processes under way: each in a group of its own, so that what it started ends with it. */
const running = new Set<ChildProcess>();

export function endAllParts(): void {
  for (const child of running) endGroup(child);
}

/** Runs one part to its end; never rejects. A process that does not end by itself is ended, and counts as a failure. */
export async function runPart(part: Part, environment: NodeJS.ProcessEnv): Promise<PartResult> {
  const startedAtMs = performance.now();
  const child = spawn(part.command, part.args, { cwd: part.cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  running.add(child);
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const complaint = await ended(child, part.report);
  running.delete(child);
  endGroup(child);
  return {
    ...part.outcome(complaint === undefined),
    name: part.name,
    seconds: (performance.now() - startedAtMs) / 1_000,
    output: `${Buffer.concat(chunks).toString('utf8')}${complaint ?? ''}`,
  };
}

/** Resolves with what was wrong about the process, undefined where it exited with 0. */
function ended(child: ChildProcess, report: string | undefined): Promise<string | undefined> {
  return new Promise((resolve) => {
    let writtenAtMs: number | undefined;
    let forced: string | undefined;
    const startedAtMs = performance.now();
    const watch = setInterval(() => {
      const nowMs = performance.now();
      if (report !== undefined && existsSync(report)) writtenAtMs ??= nowMs;
      if (nowMs - startedAtMs > LONGEST_MS) forced ??= `It did not end within ${LONGEST_MS / 60_000} minutes.`;
      else if (writtenAtMs !== undefined && nowMs - writtenAtMs > LINGER_MS) forced ??= 'Its tests were over, but something that they left open kept it running.';
      if (forced !== undefined) endGroup(child);
    }, 500);
    const finish = (complaint: string | undefined): void => {
      clearInterval(watch);
      resolve(complaint);
    };
    child.once('error', (error) => {
      finish(error.message);
    });
    // Not `close`: a process left behind by a test may hold the pipes open.
    child.once('exit', (code, signal) => {
      finish(forced ?? (code === 0 ? undefined : `(${signal ?? `exit code ${code ?? 'unknown'}`})`));
    });
  });
}

function endGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}
