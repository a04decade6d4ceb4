import { randomBytes } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Bundle, expandBundle, type Scope } from '@portcullis/scopes';
import { createId } from '@portcullis/service-kit';
import { createToken, hashToken, type IssueToken, tokenPrefix } from '@portcullis/token';
import { MaximumTokenLifetime } from '../../workspace/maximum-token-lifetime.js';
import { TokenTransaction } from '../token-transaction.js';
import { IssueRequests } from './issue-requests.js';
import { IssueTokenCommand, type IssueTokenOutcome, type Issuer } from './issue-token.command.js';

@CommandHandler(IssueTokenCommand)
export class IssueTokenHandler implements ICommandHandler<IssueTokenCommand> {
  constructor(
    private readonly transaction: TokenTransaction,
    private readonly requests: IssueRequests,
    private readonly lifetime: MaximumTokenLifetime,
  ) {}

  async execute(command: IssueTokenCommand): Promise<IssueTokenOutcome> {
    // Before any rule that time or rights may have turned against it: a retry gets what the first one got.
    return (await this.replay(command)) ?? (await this.issue(command));
  }

  private async issue(command: IssueTokenCommand): Promise<IssueTokenOutcome> {
    const { idempotency, context } = command;
    const token = createToken(command.body.environment, randomBytes);
    const tokenId = createId('tok_');
    const latestExpiry = await this.lifetime.latestOfIssue(command.issuer.workspaceId);
    const issued = await this.transaction.issue({ ...toDomain(command, tokenId, token), latestExpiry }, context, async (manager) =>
      idempotency === undefined || (await this.requests.claim(manager, idempotency, tokenId)),
      command.issuer.isUser || command.body.kind === 'user',
    );
    if (issued.outcome === 'changed') return { outcome: 'issued', token, tokenId };
    if (issued.outcome === 'claimed_before') return (await this.replay(command)) ?? { outcome: 'conflict' };
    if (issued.outcome === 'unchanged') throw new Error('an issue that is not refused is an event');
    return issued;
  }

  private async replay({ idempotency }: IssueTokenCommand): Promise<IssueTokenOutcome | undefined> {
    const before = idempotency && (await this.requests.find(idempotency));
    if (!before) return undefined;
    if (!before.hasSameBody) return { outcome: 'idempotency_conflict' };
    return { outcome: 'replayed', tokenId: before.tokenId, status: before.status };
  }
}

function toDomain({ issuer, body }: IssueTokenCommand, tokenId: string, token: string): IssueToken {
  const { scopes = [], bundle, ...described } = body;
  return {
    ...described,
    type: 'IssueToken',
    tokenId,
    workspaceId: issuer.workspaceId,
    createdBy: issuer.userId,
    prefix: tokenPrefix(token),
    secretHash: hashToken(token).toString('hex'),
    scopes: [...scopes, ...scopesOf(bundle, issuer)],
    grantable: issuer.grantable,
    asking: issuer.asking,
  };
}

/** Expanded now and never again: a scope that the catalogue gains later is not the token's. */
function scopesOf(bundle: Bundle | undefined, { grantable }: Issuer): readonly Scope[] {
  return bundle === undefined ? [] : expandBundle(bundle, grantable);
}
