import { ProblemError, UnexpectedAnswerError, UnreachableError } from '@portcullis/management-client';
import { CommanderError } from 'commander';
import type { MessageKey } from '../messages/english.js';
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
  complain(textOf(error, telling));
  return EXIT.failed;
}

function tellProblem({ problem, headers, status }: ProblemError, { screen, texts }: Telling, complain: (text: string) => void): ExitCode {
  const { detail, code, errors = [], requestId } = problem;
  // With fields the detail only says of the first of them what stands below.
  complain(errors.length > 0 ? texts('error.fields', { code }) : texts('error.problem', { detail, code }));
  for (const { pointer, message } of errors) screen.note(`  ${texts('error.field', { pointer, message })}`);
  const seconds = headers.get('retry-after');
  if (seconds !== null) screen.note(texts('error.retryAfter', { seconds }));
  if (status === 401 && code !== 'wrong_credentials') screen.note(texts('error.signIn'));
  if (requestId) screen.note(screen.styledNote('dim', `  ${texts('error.request', { id: requestId })}`));
  return exitCodeOf(status, code);
}

function exitCodeOf(status: number, code: string): ExitCode {
  if (status === 400 && code === 'validation_failed') return EXIT.notUnderstood;
  if (status === 401 || status === 403) return EXIT.notAllowed;
  if (status === 404) return EXIT.notFound;
  return status === 409 || status === 412 ? EXIT.notAsExpected : EXIT.failed;
}

function textOf(error: unknown, { texts, command }: Telling): string {
  if (error instanceof UnreachableError) {
    const { url, reason, mayHaveChanged } = error;
    return texts(mayHaveChanged ? unsureAbout(command) : 'error.away', { url, reason });
  }
  if (error instanceof UnexpectedAnswerError) return texts('error.foreign', { url: error.url ?? texts('error.service'), status: error.status });
  // The system's, as of a folder that cannot be written to, or a fault of this program.
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').map(plain).join('\n');
}

/** What is not known after a request whose answer was lost; a log-in or log-out leaves nothing to look for. */
function unsureAbout(command: string): MessageKey {
  if (command === 'password') return 'error.unsurePassword';
  if (command === 'user') return 'error.unsureUser';
  return command === 'login' || command === 'logout' ? 'error.away' : 'error.unsure';
}

/** As the prompt for a password ends on Ctrl-C. */
function isCtrlC(error: unknown): boolean {
  return error instanceof Error && ['ExitPromptError', 'AbortPromptError', 'Interrupted'].includes(error.name);
}
