import { Controller, Get, Header } from '@nestjs/common';
import { Describe, OF_THE_CALLER, ofTheCallerHeader, ParsedQuery } from '@portcullis/service-kit';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { noSuchToken } from '../../tokens/answers/refusal-problems.js';
import { TokenId, tokenIdParams } from '../../tokens/input/token-id.js';
import { TokenAccess } from '../../tokens/people/token-access.js';
import { type UsageQuery, usageQuery } from './usage.query.js';
import { type TokenUsageReport, tokenUsageSchema } from './usage-report.js';
import { UsageReports } from './usage-reports.js';

@Controller('api/v1/api-keys')
export class ShowTokenUsageRoute {
  constructor(private readonly reports: UsageReports) {}

  /** Open to whoever sees the token. */
  @Get(':id/usage')
  @TokenAccess('apiAccessView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'showApiTokenUsage',
    summary: 'Show the use of a token',
    description:
      'How often it was used, and how often refused and why: exactly since its issue, and for a time by route, address and step as far as detail was told and is kept. Calls without a route or an address in it are under other (null).',
    tag: 'Usage',
    params: tokenIdParams,
    query: usageQuery,
    answers: { 200: { description: 'Its use.', schema: tokenUsageSchema, headers: ofTheCallerHeader } },
    refusals: [404],
  })
  async show(@CurrentCaller() { workspaceId }: Caller, @TokenId() tokenId: string, @ParsedQuery(usageQuery) asked: UsageQuery): Promise<TokenUsageReport> {
    const report = await this.reports.ofToken(workspaceId, tokenId, asked);
    if (report === undefined) throw noSuchToken();
    return report;
  }
}
