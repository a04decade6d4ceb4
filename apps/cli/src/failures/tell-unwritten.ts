import type { Texts } from '../messages/texts.js';
import type { Screen } from '../terminal/screen.js';
import { EXIT, type ExitCode } from './exit-codes.js';

/** Says that the result could not be written; of `portcullis list | head`, where who reads has had enough, nothing is to be said. */
export function tellUnwritten({ code = '' }: NodeJS.ErrnoException, screen: Screen, texts: Texts): ExitCode {
  const id = screen.lostWithResult;
  const prefix = screen.styledNote('red', texts('error.prefix'));
  if (id !== undefined) screen.note(`${prefix} ${texts(id.startsWith('usr_') ? 'password.unwritten' : 'secret.unwritten', { id, reason: code })}`);
  else if (code !== 'EPIPE') screen.note(`${prefix} ${texts('error.unwritten', { reason: code })}`);
  return EXIT.failed;
}
