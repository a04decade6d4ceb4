import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChangeOutcome } from '../change-outcome.js';
import { TokenTransaction } from '../token-transaction.js';
import { DisableTokenCommand } from './disable-token.command.js';

@CommandHandler(DisableTokenCommand)
export class DisableTokenHandler implements ICommandHandler<DisableTokenCommand> {
  constructor(private readonly transaction: TokenTransaction) {}

  /** `unchanged` where it is disabled already: the first reason stays. */
  execute({ target, reason, context }: DisableTokenCommand): Promise<ChangeOutcome> {
    return this.transaction.change(target, { type: 'DisableToken', reason }, context);
  }
}
