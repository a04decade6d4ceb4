import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChangeOutcome } from '../change-outcome.js';
import { TokenTransaction } from '../token-transaction.js';
import { EnableTokenCommand } from './enable-token.command.js';

@CommandHandler(EnableTokenCommand)
export class EnableTokenHandler implements ICommandHandler<EnableTokenCommand> {
  constructor(private readonly transaction: TokenTransaction) {}

  /** `unchanged` where it is not disabled. */
  execute({ target, granting, context }: EnableTokenCommand): Promise<ChangeOutcome> {
    return this.transaction.change(target, { type: 'EnableToken', ...granting }, context);
  }
}
