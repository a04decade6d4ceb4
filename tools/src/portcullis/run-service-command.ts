import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { OneLineFailure } from '../installation/one-line-failure.js';
import { REPOSITORY } from '../installation/places.js';
import { childEnvironment } from '../start/child-environment.js';

/** A command of a service refused; its message is what the service said. */
export class ServiceCommandFailure extends OneLineFailure {
  constructor(
    message: string,
    /** 2 where the service did not understand the command. */
    readonly exitCode: number,
  ) {
    super(message);
  }
}

export interface ServiceCommand {
  /** The app whose built cli.js has the command. */
  readonly app: 'token-service' | 'inventory-public-api';
  readonly args: readonly string[];
  /** Where secrets go: never among the arguments, which every user of the machine can list. */
  readonly environment: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Runs a command of a service's own, on the server's host, and resolves with the one JSON object that it prints.
 *
 * @throws ServiceCommandFailure with what the command wrote to stderr where it exits with anything but 0.
 */
export async function runServiceCommand(command: ServiceCommand): Promise<Readonly<Record<string, unknown>>> {
  const script = join(REPOSITORY, 'apps', command.app, 'dist/cli.js');
  const child = spawn(process.execPath, [script, ...command.args], {
    env: childEnvironment(process.env, command.environment),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(command.signal === undefined ? {} : { signal: command.signal }),
  });
  const [output, complaint, exitCode] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => {
        resolve(code ?? 1);
      });
    }),
  ]);
  if (exitCode !== 0) {
    throw new ServiceCommandFailure(lastLine(complaint) ?? `${command.app}: ${command.args.slice(0, 2).join(' ')} failed.`, exitCode);
  }
  return parseObject(command.app, output);
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

function lastLine(text: string): string | undefined {
  return text.split('\n').filter((line) => line.trim() !== '').at(-1);
}

function parseObject(app: string, output: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(output) as Record<string, unknown>;
  } catch {
    throw new OneLineFailure(`${app} answered with something else than one JSON object.`);
  }
}
