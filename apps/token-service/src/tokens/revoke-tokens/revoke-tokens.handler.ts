import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { TOKENS_A_TRANSACTION, TokenSetTransaction } from '../token-set-transaction.js';
import { RevokeTokensCommand, type RevokeTokensOutcome, type RevokeTokensResult } from './revoke-tokens.command.js';
import { SelectedTokens } from './selected-tokens.js';

/** No transaction begins after so long; the answer then says what remains. With the wait for the receipt under any client's patience. */
const WITHIN_MS = 10_000;

/** What the transactions of one command have done so far. */
interface Done {
  readonly revoked: number;
  /** By somebody else, since they were selected. */
  readonly revokedMeanwhile: number;
  readonly position: number | null;
  readonly stoppedBy: 'busy' | 'conflict' | null;
}

@CommandHandler(RevokeTokensCommand)
export class RevokeTokensHandler implements ICommandHandler<RevokeTokensCommand> {
  constructor(
    private readonly transaction: TokenSetTransaction,
    private readonly tokens: SelectedTokens,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Each transaction stands by itself: after a crash, a failure or the end of the time the same command does the rest. */
  async execute(command: RevokeTokensCommand): Promise<RevokeTokensOutcome> {
    const { selection, dryRun } = command;
    if (!(await this.tokens.hasCreator(selection))) return { outcome: 'unknown_creator' };
    const { open, openCount, revokedCount } = await this.tokens.find(selection);
    const notFound = await this.tokens.missing(selection);
    const counted: RevokeTokensResult = { revoked: 0, alreadyRevoked: revokedCount, remaining: openCount, notFound, position: null };
    if (dryRun) return { outcome: 'done', result: counted };

    const done = await this.revokeInTurn(open, command);
    if (done.stoppedBy !== null && done.position === null) return { outcome: done.stoppedBy };
    const { revoked, revokedMeanwhile } = done;
    const alreadyRevoked = revokedCount + revokedMeanwhile;
    const remaining = openCount - revoked - revokedMeanwhile;
    // What this command met last is above everything that was revoked when it began.
    const position = done.position ?? (await this.tokens.lastRevocation(selection));
    return { outcome: 'done', result: { revoked, alreadyRevoked, remaining, notFound, position } };
  }

  private async revokeInTurn(open: readonly string[], { selection: { workspaceId }, reason, context }: RevokeTokensCommand): Promise<Done> {
    const untilMs = this.clock.monotonicMs() + WITHIN_MS;
    let done: Done = { revoked: 0, revokedMeanwhile: 0, position: null, stoppedBy: null };
    let rest = open;
    for (let isFirst = true; rest.length > 0 && (isFirst || this.clock.monotonicMs() < untilMs); isFirst = false) {
      const tokenIds = rest.slice(0, TOKENS_A_TRANSACTION);
      const outcome = await this.transaction.change({ workspaceId, tokenIds }, { type: 'RevokeToken', reason }, context);
      if (outcome.outcome !== 'done') return { ...done, stoppedBy: outcome.outcome };
      rest = [...outcome.left, ...rest.slice(TOKENS_A_TRANSACTION)];
      done = {
        ...done,
        revoked: done.revoked + outcome.changed.length,
        revokedMeanwhile: done.revokedMeanwhile + outcome.unchanged.length,
        position: outcome.position === null ? done.position : Math.max(done.position ?? 0, outcome.position),
      };
    }
    return done;
  }
}
