import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { ChangeOutcome } from '../change-outcome.js';
import type { ChangeTarget } from '../token-transaction.js';

/** Closes a token until it is enabled again. */
export class DisableTokenCommand extends Command<ChangeOutcome> {
  constructor(
    readonly target: ChangeTarget,
    readonly reason: string | null,
    readonly context: AppendContext,
  ) {
    super();
  }
}
