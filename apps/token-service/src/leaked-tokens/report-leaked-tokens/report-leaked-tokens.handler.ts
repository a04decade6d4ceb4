import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { hashToken, parseToken } from '@portcullis/token';
import { LeakRevocation } from '../leak-revocation.js';
import { LeakedSecrets } from '../leaked-secrets.js';
import { type LeakReported, ReportLeakedTokensCommand } from './report-leaked-tokens.command.js';

@CommandHandler(ReportLeakedTokensCommand)
export class ReportLeakedTokensHandler implements ICommandHandler<ReportLeakedTokensCommand> {
  constructor(
    private readonly secrets: LeakedSecrets,
    private readonly revocation: LeakRevocation,
  ) {}

  /**
   * Keeps the hashes of what is spelled as a token, which anybody can tell, and looks none of them up: neither the answer
   * nor the time it takes depends on whether there is such a token. What is kept is acted upon.
   */
  async execute({ tokens, context }: ReportLeakedTokensCommand): Promise<LeakReported> {
    const spelled = new Set(tokens.map((text) => text.trim()).filter(isToken));
    if (spelled.size > 0 && !(await this.secrets.keep([...spelled].map(hashToken), context))) return { outcome: 'no_room' };
    this.revocation.poke();
    return { outcome: 'kept' };
  }
}

const isToken = (text: string): boolean => parseToken(text) !== undefined;
