import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InjectEntityManager } from '@nestjs/typeorm';
import { plannedQueryOf } from '@portcullis/service-database';
import { type Clock, CLOCK, ServiceLog } from '@portcullis/service-kit';
import { hashToken, parseToken, toEpochMs } from '@portcullis/token';
import { EntityManager } from 'typeorm';
import { Receipts } from '../../publication/receipts/receipt.js';
import { type BearerRow, findBearer } from '../../tokens/bearer-check/bearer-row.js';
import { TokenTransaction } from '../../tokens/token-transaction.js';
import { type PresentedTokenRevoked, RevokePresentedTokenCommand } from './revoke-presented-token.command.js';

@CommandHandler(RevokePresentedTokenCommand)
export class RevokePresentedTokenHandler implements ICommandHandler<RevokePresentedTokenCommand> {
  constructor(
    @InjectEntityManager() private readonly manager: EntityManager,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transaction: TokenTransaction,
    private readonly receipts: Receipts,
    private readonly log: ServiceLog,
  ) {}

  /** Where this very call revokes it, that is confirmed before it returns, or CONFIRM_WAIT_MS are over: as of any change. */
  async execute({ token, context }: RevokePresentedTokenCommand): Promise<PresentedTokenRevoked> {
    const bearer = await this.find(token);
    if (!bearer) return { outcome: 'done' };
    const { workspaceId, tokenId } = bearer.principal;
    const target = { workspaceId, tokenId, versions: undefined };
    const changed = await this.transaction.change(target, { type: 'RevokeToken', reason: null }, { ...context, actor: { type: 'token', id: tokenId } });
    if (changed.outcome === 'busy' || changed.outcome === 'conflict') return { outcome: 'busy' };
    if (changed.outcome === 'changed') await this.confirm(changed.position);
    return { outcome: 'done' };
  }

  /** By a secret that may still open it, today or once it is enabled or given a later end; one that a rotation has ended opens nothing. */
  private async find(token: string): Promise<BearerRow | undefined> {
    if (!parseToken(token)) return undefined;
    const bearer = await findBearer(plannedQueryOf(this.manager), hashToken(token));
    const validUntil = bearer?.secret.validUntil ?? null;
    return validUntil !== null && toEpochMs(validUntil) <= this.clock.wallMs() ? undefined : bearer;
  }

  private async confirm(position: number): Promise<void> {
    try {
      await this.receipts.confirm(position);
    } catch (error) {
      this.log.error({ err: error, position }, 'the confirmation of a committed change is not known');
    }
  }
}
