import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MaximumTokenLifetime } from '../../workspace/maximum-token-lifetime.js';
import type { ChangeOutcome } from '../change-outcome.js';
import { TokenTransaction } from '../token-transaction.js';
import { UpdateTokenCommand } from './update-token.command.js';

@CommandHandler(UpdateTokenCommand)
export class UpdateTokenHandler implements ICommandHandler<UpdateTokenCommand> {
  constructor(
    private readonly transaction: TokenTransaction,
    private readonly lifetime: MaximumTokenLifetime,
  ) {}

  /** `unchanged` where the token is so already. */
  async execute({ target, changes, granting, context }: UpdateTokenCommand): Promise<ChangeOutcome> {
    // Not in the transaction: a rotation meanwhile allows more, and never less.
    const latestExpiry = changes.expiresAt === undefined ? null : await this.lifetime.latestOfUpdate(target);
    return this.transaction.change(target, { type: 'UpdateToken', changes, ...granting, latestExpiry }, context);
  }
}
