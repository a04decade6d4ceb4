import type { ApiToken } from '@portcullis/management-client';
import type { Context } from '../command-line/context.js';
import { CommandFailure } from '../failures/command-failure.js';
import { plain } from '../terminal/plain.js';

/**
 * Shows a secret once: a person gets it with a warning, a file or a pipe gets it alone.
 *
 * @param secret null in the answer to a request that came a second time
 * @throws CommandFailure where there is none to show
 */
export function tellSecret(secret: string | null, { id }: ApiToken, { screen, texts }: Context): void {
  if (secret === null) throw new CommandFailure(texts('secret.lost', { id }));
  if (screen.isRead) screen.note(screen.styledNote('yellow', texts('secret.once')));
  screen.line(plain(secret));
}
