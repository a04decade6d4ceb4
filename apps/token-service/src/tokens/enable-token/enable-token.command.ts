import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { Granting } from '@portcullis/token';
import type { ChangeOutcome } from '../change-outcome.js';
import type { ChangeTarget } from '../token-transaction.js';

/** Opens a disabled token again, as far as its times allow. */
export class EnableTokenCommand extends Command<ChangeOutcome> {
  constructor(
    readonly target: ChangeTarget,
    /** What whoever enables may open. */
    readonly granting: Granting,
    readonly context: AppendContext,
  ) {
    super();
  }
}
