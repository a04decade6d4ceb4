import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { Busy } from '../../tokens/attempt.js';

/** `done` also where there was nothing to revoke: never told apart. */
export type PresentedTokenRevoked = { readonly outcome: 'done' } | Busy;

/** Closes the token whose secret is presented, for good. */
export class RevokePresentedTokenCommand extends Command<PresentedTokenRevoked> {
  constructor(
    /** Any text. */
    readonly token: string,
    /** All that the events say but the actor: that is the token. */
    readonly context: Omit<AppendContext, 'actor'>,
  ) {
    super();
  }
}
