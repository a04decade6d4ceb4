import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerOf, logIn, managementClient } from '@portcullis/management-client';
import type { Owner } from '@portcullis/testing';

const LAUNCH = fileURLToPath(new URL('../../../../tools/launch.mjs', import.meta.url));

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Typing {
  /** What stands in standard input. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A file that standard output is opened for; none: what is written comes back as `out`. */
  readonly into?: string;
  /** The same of standard error. */
  readonly notesInto?: string;
}

/** A command that has not ended yet. */
export interface Running {
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

/** A command on a terminal of its own, as far as it has come. */
export class OnTerminal {
  private shown = '';
  private readonly closed: Promise<number>;

  constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stdout.on('data', (chunk) => (this.shown += String(chunk)));
    this.closed = once(child, 'close').then(([code]) => code as number);
  }

  /** Everything that the terminal was sent. */
  get screen(): string {
    return this.shown;
  }

  type(text: string): void {
    this.child.stdin.write(text);
  }

  async end(): Promise<number> {
    return this.closed;
  }
}

/** A person with a shell and a configuration folder of their own, who runs the built command as npm does. */
export class Person {
  readonly configuration = mkdtempSync(join(tmpdir(), 'portcullis-cli-'));

  constructor(private readonly env: Readonly<Record<string, string>> = {}) {}

  get sessionFile(): string {
    return join(this.configuration, 'portcullis', 'session.json');
  }

  run(args: readonly string[], typing: Typing = {}): Promise<Ended> {
    return this.start(args, typing).ended;
  }

  start(args: readonly string[], { input = '', env = {}, into, notesInto }: Typing = {}): Running {
    const files = [into, notesInto].map((path) => (path === undefined ? undefined : openSync(path, 'w')));
    const child = spawn(process.execPath, [LAUNCH, 'portcullis', ...args], { env: this.environment(env), stdio: ['pipe', files[0] ?? 'pipe', files[1] ?? 'pipe'] });
    for (const file of files) if (file !== undefined) closeSync(file);
    return { ended: endOf(child, input), kill: (signal) => child.kill(signal) };
  }

  /** The same with stdin, stdout and stderr on one terminal of 80 columns, by script(1) of util-linux. */
  runOnTerminal(args: readonly string[], env: Readonly<Record<string, string>> = {}): OnTerminal {
    const command = [process.execPath, LAUNCH, 'portcullis', ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
    return new OnTerminal(spawn('script', ['-qec', `stty cols 80 2>/dev/null; ${command}`, '/dev/null'], { env: this.environment({ TERM: 'xterm', ...env }), stdio: ['pipe', 'pipe', 'pipe'] }));
  }

  /** What a command prints with --json. */
  async json<T>(...args: readonly string[]): Promise<T> {
    const { out, err } = await this.run([...args, '--json']);
    if (out === '') throw new Error(err);
    return JSON.parse(out) as T;
  }

  logIn(url: string, { email, password }: Owner): Promise<Ended> {
    return this.run(['login', '--url', url, '--email', email, '--password-stdin'], { input: `${password}\n` });
  }

  leave(): void {
    rmSync(this.configuration, { recursive: true, force: true });
  }

  private environment(env: Readonly<Record<string, string>>): Record<string, string> {
    return { PATH: process.env['PATH'] ?? '', XDG_CONFIG_HOME: this.configuration, ...this.env, ...env };
  }
}

async function endOf(child: ChildProcess, input: string): Promise<Ended> {
  child.stdin?.end(input);
  const ended = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => (ended.out += String(chunk)));
  child.stderr?.on('data', (chunk) => (ended.err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, ...ended };
}

/** Another owner of the same workspace, with the password that is shown when one is made. */
export async function newColleague(url: string, { email, password }: Owner): Promise<Owner> {
  const { credentials } = await logIn({ url }, email, password);
  const client = managementClient({ url, credentials });
  await answerOf(client.POST('/api/v1/session/confirm', { body: { password } }));
  const { body } = await answerOf(client.POST('/api/v1/users', { body: { email: 'colleague@example.com', role: 'owner' } }));
  return { email: body.user.email, password: body.password };
}
