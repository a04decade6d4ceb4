import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';

import { Failure } from './failure.mjs';
import { ROOT } from './places.mjs';

const LOG_FOLDER = `${ROOT}tmp/`;
const LINES_SHOWN_ON_FAILURE = 40;

/**
 * Runs one command with its output kept in tmp/<logName>, and shows the person how far it is.
 *
 * @param step title; command and args, run in the repository's root; logName; howFar, a few words on it where that can be
 *   known; quietForMs, how long the step must last before it is worth a line; onFailure, one clear line.
 * @throws Failure with the end of the log and `onFailure` where the command does not exit with 0.
 */
export async function runStep({ title, command, args, logName, howFar = () => '', quietForMs = 0, onFailure }) {
  mkdirSync(LOG_FOLDER, { recursive: true });
  const logFile = LOG_FOLDER + logName;
  const progress = showProgress(title, howFar, quietForMs);
  const failure = await run(command, args, logFile);
  progress.end(failure === undefined);
  if (failure === undefined) return;
  const end = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LINES_SHOWN_ON_FAILURE).join('\n');
  throw new Failure(`${end}\n\n${onFailure} (${failure}; the whole log: ${logFile})`);
}

function run(command, args, logFile) {
  const log = openSync(logFile, 'w');
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', log, log] });
    closeSync(log);
    let interrupted = false;
    const forward = (signal) => {
      interrupted = true;
      child.kill(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => {
      // Whoever pressed Ctrl-C knows why it ended.
      if (interrupted) process.exit(130);
      resolve(code === 0 ? undefined : signal === null ? `exit code ${code}` : `ended by ${signal}`);
    });
  });
}

/** One line that counts up on a terminal; elsewhere (CI, a file) a line at the start, a few on the way, one at the end. */
function showProgress(title, howFar, quietForMs) {
  const started = Date.now();
  const terminal = process.stderr.isTTY === true;
  let shown = false;
  const show = () => {
    const elapsedMs = Date.now() - started;
    if (elapsedMs < quietForMs) return;
    const line = `${title} …${shown ? `${howFar()} ${Math.round(elapsedMs / 1_000)} s` : ''}`;
    process.stderr.write(terminal ? `\r\x1b[K${line}` : `${line}\n`);
    shown = true;
  };
  show();
  const timer = setInterval(show, terminal ? 500 : 10_000);
  return {
    end(succeeded) {
      clearInterval(timer);
      if (!shown) return;
      const line = `${title} … ${succeeded ? 'done' : 'failed'} after ${Math.round((Date.now() - started) / 1_000)} s`;
      process.stderr.write(terminal ? `\r\x1b[K${line}\n` : `${line}\n`);
    },
  };
}
