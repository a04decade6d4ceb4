import { Command } from '@nestjs/cqrs';
import type { NotTried } from '../guesses/password-guesses.js';
import type { SessionView } from '../sessions/session-view.js';

export type LogInOutcome =
  /** The secret is the cookie's value; it leaves the process once. */
  | { readonly outcome: 'logged_in'; readonly sessionSecret: string; readonly session: SessionView }
  /** Wrong password, no such account, or one that is suspended or removed: never told apart. */
  | { readonly outcome: 'refused' }
  | NotTried;

export class LogIn extends Command<LogInOutcome> {
  constructor(
    readonly email: string,
    readonly password: string,
    /** The client's address, as text. */
    readonly address: string,
    /** What the client says it is, for the list of sessions. */
    readonly userAgent: string | undefined,
    /** The cookie that the new one replaces: its session ends. */
    readonly replacedSecret: string | undefined,
  ) {
    super();
  }
}
