import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { REPOSITORY } from '../installation/places.js';
import { childEnvironment } from '../start/child-environment.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** As a shell tells of a process that a signal ended. */
const ENDED_BY_SIGNAL = 130;

/**
 * Runs a command of a service's own that takes its time: its output and its progress go where this process's go, and it is
 * told to stop when this process is.
 *
 * @returns its exit code
 */
export async function runInForeground(app: 'token-service', args: readonly string[], environment: Readonly<Record<string, string>>): Promise<number> {
  const script = join(REPOSITORY, 'apps', app, 'dist/cli.js');
  const child = spawn(process.execPath, [script, ...args], { env: childEnvironment(process.env, environment), stdio: ['ignore', 'inherit', 'inherit'] });
  const forward = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? ENDED_BY_SIGNAL;
  } finally {
    for (const signal of SIGNALS) process.off(signal, forward);
  }
}
