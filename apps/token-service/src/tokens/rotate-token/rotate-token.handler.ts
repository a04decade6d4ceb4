import { randomBytes } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InjectEntityManager } from '@nestjs/typeorm';
import { createToken, hashToken, tokenPrefix } from '@portcullis/token';
import { EntityManager } from 'typeorm';
import { ApiTokenRow } from '../read-model/api-token-row.entity.js';
import { TokenTransaction } from '../token-transaction.js';
import { RotateTokenCommand, type RotateTokenOutcome } from './rotate-token.command.js';

@CommandHandler(RotateTokenCommand)
export class RotateTokenHandler implements ICommandHandler<RotateTokenCommand> {
  constructor(
    private readonly transaction: TokenTransaction,
    @InjectEntityManager() private readonly manager: EntityManager,
  ) {}

  async execute({ target, gracePeriodSeconds, granting, context }: RotateTokenCommand): Promise<RotateTokenOutcome> {
    const { tokenId: id, workspaceId } = target;
    // Read before the transaction: the head of the secret says the environment, which a token keeps for good.
    const row = await this.manager.findOne(ApiTokenRow, { select: { id: true, environment: true }, where: { id, workspaceId } });
    if (!row) return { outcome: 'not_found' };
    const token = createToken(row.environment, randomBytes);
    const secret = { prefix: tokenPrefix(token), secretHash: hashToken(token).toString('hex') };
    const outcome = await this.transaction.change(target, { type: 'RotateToken', ...secret, gracePeriodSeconds, ...granting }, context);
    if (outcome.outcome === 'changed') return { outcome: 'rotated', token, position: outcome.position };
    if (outcome.outcome === 'unchanged') throw new Error('a rotation that is not refused is an event');
    return outcome;
  }
}
