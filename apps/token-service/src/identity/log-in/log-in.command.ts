import { Command } from '@nestjs/cqrs';
import type { SessionView } from '../sessions/session-view.js';

export type LogInOutcome =
  /** The secret is the cookie's value; it leaves the process once. */
  | { readonly outcome: 'logged_in'; readonly sessionSecret: string; readonly session: SessionView }
  /** Wrong password, no such account, or a suspended one: never told apart. */
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'blocked'; readonly retryAfterSeconds: number }
  /** Too many log-ins at once, of whomever. */
  | { readonly outcome: 'busy' };

export class LogIn extends Command<LogInOutcome> {
  constructor(
    readonly email: string,
    readonly password: string,
    /** The client's address, as text. */
    readonly address: string,
    /** The cookie that the new one replaces: its session ends. */
    readonly replacedSecret: string | undefined,
  ) {
    super();
  }
}
