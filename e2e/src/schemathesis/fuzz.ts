import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CONFIGURATION = fileURLToPath(new URL('../../schemathesis/schemathesis.toml', import.meta.url));
/** Any other is as good; with this one a failure comes again. */
const SEED = 20_261_123;

/** One run of schemathesis against one service. */
export interface Fuzzing {
  /** Path of `st`. */
  readonly command: string;
  /** Address of the service. */
  readonly url: string;
  /** A request header that says who asks. */
  readonly credentials: string;
  /** Further arguments, as which operations to leave out. */
  readonly args?: readonly string[];
  readonly withinMs: number;
}

export interface FuzzingResult {
  readonly exitCode: number | null;
  /** What it found, for a person. */
  readonly output: string;
  /** Requests that it sent. */
  readonly cases: number;
  /** `18/18`: operations it has tested, of those selected. */
  readonly operations: { readonly tested: number; readonly selected: number };
}

/** Sends what the service's document allows, and what it does not, and compares every answer with it. */
export async function fuzz({ command, url, credentials, args = [], withinMs }: Fuzzing): Promise<FuzzingResult> {
  const child = spawn(
    command,
    ['--config-file', CONFIGURATION, 'run', `${url}/docs/openapi.json`, '--header', credentials, '--seed', String(SEED), '--no-color', '--request-timeout', '20', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], HOME: process.env['HOME'], COLUMNS: '160' } },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  clearTimeout(timer);
  const number = (pattern: RegExp): number => Number(pattern.exec(output)?.[1] ?? 0);
  return {
    exitCode: child.exitCode,
    output,
    cases: number(/(\d+) generated/),
    operations: { tested: number(/Tested: (\d+)/), selected: number(/Selected: (\d+)/) },
  };
}
