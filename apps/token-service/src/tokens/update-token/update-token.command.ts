import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { Scope } from '@portcullis/scopes';
import type { ChangeOutcome } from '../change-outcome.js';
import type { ChangeTarget } from '../token-transaction.js';
import type { UpdateTokenBody } from './update-token.body.js';

/** Changes a token in place. */
export class UpdateTokenCommand extends Command<ChangeOutcome> {
  constructor(
    readonly target: ChangeTarget,
    readonly changes: UpdateTokenBody,
    /** The scopes that whoever updates may add. */
    readonly grantable: readonly Scope[],
    readonly context: AppendContext,
  ) {
    super();
  }
}
