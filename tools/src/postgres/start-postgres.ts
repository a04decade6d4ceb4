import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keeperLaunch } from './keeper-launch.js';
import type { FromKeeper, ToKeeper } from './keeper-messages.js';
import type { PostgresOptions } from './postgres-options.js';
import { PostgresStartError } from './postgres-start-error.js';
import { RunningPostgres } from './running-postgres.js';

/** The keeper runs from the build, also where this file runs from its source under Jest. */
const KEEPER = fileURLToPath(new URL('../../dist/postgres/postgres-keeper.js', import.meta.url));

/**
 * Starts a PostgreSQL of our own in a keeper process, which ends it as soon as this process is gone, however it went.
 * Takes 1 to 4 s the first time, about half a second later.
 *
 * @throws PostgresStartError with one line that names what is wrong.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  if (!existsSync(KEEPER)) throw new PostgresStartError(`The tools are not built (${KEEPER} is missing): run "npm run build" first.`);
  const dataDirectory = resolve(options.dataDirectory);
  const launch = await keeperLaunch(KEEPER, dataDirectory);
  const keeper = fork(KEEPER, [], { ...launch, detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env: keeperEnvironment() });
  const ending = lastWords(keeper);
  const order: ToKeeper = { kind: 'start', options: { ...options, dataDirectory } };
  keeper.send(order);
  const { port, password } = await started(keeper, ending);
  return new RunningPostgres(keeper, ending, { ...options, dataDirectory, port }, password);
}

/** No PG* variable of the caller's may reach the server, and no secret of its environment. */
function keeperEnvironment(): NodeJS.ProcessEnv {
  const passedOn = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'LC_CTYPE', 'USER', 'LOGNAME'];
  return Object.fromEntries(passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

/** Why the keeper ended; settles once it has. */
function lastWords(keeper: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    keeper.on('message', (message: FromKeeper) => {
      if (message.kind !== 'started') resolve(message.message);
    });
    keeper.on('error', (error) => {
      resolve(`The keeper of PostgreSQL failed: ${error.message}`);
    });
    keeper.once('exit', (code, signal) => {
      resolve(`The keeper of PostgreSQL ended (${signal ?? code ?? 'unknown'}).`);
    });
  });
}

function started(keeper: ChildProcess, ending: Promise<string>): Promise<{ port: number; password: string }> {
  return new Promise((resolve, reject) => {
    keeper.on('message', (message: FromKeeper) => {
      if (message.kind === 'started') resolve(message);
    });
    void ending.then((reason) => {
      reject(new PostgresStartError(reason));
    });
  });
}
