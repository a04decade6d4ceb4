import type { ApiToken } from '@portcullis/management-client';
import type { Context } from '../command-line/context.js';
import type { MessageKey } from '../messages/english.js';
import { type Changed, finishChange, type Finishing } from '../receipts/finish-change.js';

interface TokenChanged extends Changed {
  readonly apiToken: ApiToken;
}

/** Says in one line what became of the token, and finishes as every change does. */
export function finishTokenChange(body: TokenChanged, done: MessageKey, finishing: Omit<Finishing<TokenChanged>, 'tell'>, context: Context): Promise<void> {
  const { screen, texts } = context;
  const tell = ({ apiToken: { id, name, status } }: TokenChanged): void => {
    screen.line(texts(done, { id, name, status: texts(`status.${status}`) }));
  };
  return finishChange(body, { ...finishing, tell }, context);
}
