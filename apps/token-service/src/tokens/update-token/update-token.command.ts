import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { Granting } from '@portcullis/token';
import type { ChangeOutcome } from '../change-outcome.js';
import type { ChangeTarget } from '../token-transaction.js';
import type { UpdateTokenBody } from './update-token.body.js';

/** Changes a token in place. */
export class UpdateTokenCommand extends Command<ChangeOutcome> {
  constructor(
    readonly target: ChangeTarget,
    readonly changes: UpdateTokenBody,
    /** What whoever updates may open. */
    readonly granting: Granting,
    readonly context: AppendContext,
  ) {
    super();
  }
}
