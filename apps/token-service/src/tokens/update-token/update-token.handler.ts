import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChangeOutcome } from '../change-outcome.js';
import { TokenTransaction } from '../token-transaction.js';
import { UpdateTokenCommand } from './update-token.command.js';

@CommandHandler(UpdateTokenCommand)
export class UpdateTokenHandler implements ICommandHandler<UpdateTokenCommand> {
  constructor(private readonly transaction: TokenTransaction) {}

  /** `unchanged` where the token is so already. */
  execute({ target, changes, granting, context }: UpdateTokenCommand): Promise<ChangeOutcome> {
    return this.transaction.change(target, { type: 'UpdateToken', changes, ...granting }, context);
  }
}
