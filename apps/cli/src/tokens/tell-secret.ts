import type { ApiToken } from '@portcullis/management-client';
import type { Context } from '../command-line/context.js';
import { CommandFailure } from '../failures/command-failure.js';
import { plain } from '../terminal/plain.js';

/**
 * What has to be seen to as soon as an answer with a secret is here, and before anything is waited for.
 *
 * @param secret null in the answer to a request that came a second time
 * @throws CommandFailure where there is none to show
 */
export function oweSecret(secret: string | null, { id }: ApiToken, { screen, texts }: Context): void {
  if (secret === null) throw new CommandFailure(texts('secret.lost', { id }));
  screen.owes(id);
}

/** Shows a secret once: a person gets it with a warning, a file or a pipe gets it alone. */
export function tellSecret(secret: string | null, { screen, texts }: Context): void {
  if (secret === null) return;
  if (screen.isRead) screen.note(screen.styledNote('yellow', texts('secret.once')));
  screen.line(plain(secret));
}
