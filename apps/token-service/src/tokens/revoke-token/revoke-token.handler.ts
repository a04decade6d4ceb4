import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChangeOutcome } from '../change-outcome.js';
import { TokenTransaction } from '../token-transaction.js';
import { RevokeTokenCommand } from './revoke-token.command.js';

@CommandHandler(RevokeTokenCommand)
export class RevokeTokenHandler implements ICommandHandler<RevokeTokenCommand> {
  constructor(private readonly transaction: TokenTransaction) {}

  /** `unchanged` where it was revoked before; nothing follows a revocation, so its position is that of the last change. */
  execute({ target, reason, context }: RevokeTokenCommand): Promise<ChangeOutcome> {
    return this.transaction.change(target, { type: 'RevokeToken', reason }, context);
  }
}
