import { Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe, noStoreHeader, ParsedBody, Public, unavailable } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LimitedByAddress } from '../../request-limits/limited-by-address.js';
import { originOf } from '../../identity/authenticate-caller/append-context.js';
import { ReportLeakedTokensCommand } from './report-leaked-tokens.command.js';

const MOST_TOKENS = 100;
const reportBody = z.strictObject({
  tokens: z.array(z.string()).max(MOST_TOKENS, `Must have at most ${MOST_TOKENS} entries.`).meta({ description: 'What was found, each whole; any texts.' }),
});
const reportAnswer = z.strictObject({ received: z.int().meta({ description: 'How many texts were sent, whatever they are.' }) }).meta({ id: 'LeakReported' });
/** Twelve thousand texts a minute; a scanner that finds more has a list for us to look at. */
const REPORT_LIMIT = { name: 'leak-report', perMinute: 120, burst: 120 };

@Controller('api/v1/leaked-tokens')
export class ReportLeakedTokensRoute {
  constructor(private readonly commands: CommandBus) {}

  @Public()
  @Post()
  @HttpCode(202)
  @LimitedByAddress(REPORT_LIMIT)
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'reportLeakedTokens',
    summary: 'Report tokens that were found where they should not be',
    description:
      'For anybody, above all for secret scanners. Each that is a token of ours is revoked within moments of the answer, with the reason `leaked`, also where the process ends meanwhile. The answer is the same whatever they are.',
    tag: 'Leaked tokens',
    body: reportBody,
    answers: { 202: { description: 'Received; what is a token will be revoked.', schema: reportAnswer, headers: noStoreHeader } },
    refusals: [429, 503],
  })
  async report(@ParsedBody(reportBody) { tokens }: z.output<typeof reportBody>, @Req() request: FastifyRequest): Promise<z.output<typeof reportAnswer>> {
    const { outcome } = await this.commands.execute(new ReportLeakedTokensCommand(tokens, originOf(request)));
    if (outcome === 'no_room') throw unavailable('too_many_reports', 'Too many reports wait to be acted upon; these were not kept. Send them again.', 5);
    return { received: tokens.length };
  }
}
