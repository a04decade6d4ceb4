import type { User } from '@portcullis/management-client';
import type { Context } from '../command-line/context.js';
import type { MessageKey } from '../messages/english.js';
import { tellSecret } from '../tokens/tell-secret.js';

/** Shows the password that a user begins with, as the secret of a token: once, and alone where nobody reads it. */
export function tellPassword(body: { readonly user: User; readonly password: string }, done: MessageKey, json: boolean, context: Context): void {
  const { screen, texts } = context;
  const { id, email, role } = body.user;
  screen.owes(id);
  if (json) {
    screen.json(body);
    return;
  }
  screen.note(texts(done, { id, email, role }));
  tellSecret(body.password, context);
}
