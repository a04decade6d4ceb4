import { type Problem, ProblemError, UnexpectedAnswerError, UnreachableError } from '@portcullis/management-client';
import { CommanderError } from 'commander';
import type { Texts } from '../messages/texts.js';
import { plain } from '../terminal/plain.js';
import type { Screen } from '../terminal/screen.js';
import { CommandFailure } from './command-failure.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { tellMisunderstanding } from './tell-misunderstanding.js';

export interface Telling {
  readonly screen: Screen;
  readonly texts: Texts;
  readonly signal: AbortSignal;
  /** The command's name, where it was found out. */
  readonly command: string;
}

/** Tells the person what went wrong, on stderr. */
export function tellFailure(error: unknown, telling: Telling): ExitCode {
  const { screen, texts, signal } = telling;
  const complain = (text: string): void => {
    screen.note(`${screen.styledNote('red', texts('error.prefix'))} ${text}`);
  };
  if (error instanceof CommanderError) return tellMisunderstanding(error, telling, complain);
  if (signal.aborted || isCtrlC(error)) {
    screen.note(texts('error.interrupted'));
    return EXIT.interrupted;
  }
  if (error instanceof CommandFailure) {
    complain(error.message);
    return error.exitCode;
  }
  if (error instanceof ProblemError) return tellProblem(error, telling, complain);
  complain(textOf(error, texts));
  return EXIT.failed;
}

function tellProblem({ problem, headers }: ProblemError, { screen, texts }: Telling, complain: (text: string) => void): ExitCode {
  const { detail, code, errors = [], status, requestId } = problem;
  // With fields the detail only says of the first of them what stands below.
  complain(errors.length > 0 ? texts('error.fields', { code }) : texts('error.problem', { detail, code }));
  for (const { pointer, message } of errors) screen.note(`  ${texts('error.field', { pointer, message })}`);
  const seconds = headers.get('retry-after');
  if (seconds !== null) screen.note(texts('error.retryAfter', { seconds }));
  if (status === 401 && code !== 'wrong_credentials') screen.note(texts('error.signIn'));
  if (requestId) screen.note(screen.styledNote('dim', `  ${texts('error.request', { id: requestId })}`));
  return exitCodeOf(problem);
}

function exitCodeOf({ status, code }: Problem): ExitCode {
  if (status === 400 && code === 'validation_failed') return EXIT.notUnderstood;
  if (status === 401 || status === 403) return EXIT.notAllowed;
  if (status === 404) return EXIT.notFound;
  return status === 409 || status === 412 ? EXIT.notAsExpected : EXIT.failed;
}

function textOf(error: unknown, texts: Texts): string {
  if (error instanceof UnreachableError) {
    const { url, reason, mayHaveChanged } = error;
    return texts(mayHaveChanged ? 'error.unsure' : 'error.away', { url, reason });
  }
  if (error instanceof UnexpectedAnswerError) return texts('error.foreign', { url: error.url, status: error.status });
  // The system's: a folder that cannot be written to.
  if (error instanceof Error && 'syscall' in error) return plain(error.message);
  // A fault of this program: whoever mends it wants to know where.
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** As the prompt for a password ends on Ctrl-C. */
function isCtrlC(error: unknown): boolean {
  return error instanceof Error && ['ExitPromptError', 'AbortPromptError', 'Interrupted'].includes(error.name);
}
