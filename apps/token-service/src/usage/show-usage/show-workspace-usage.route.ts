import { Controller, Get, Header } from '@nestjs/common';
import { RequireScopes } from '@portcullis/nest-auth';
import { Describe, OF_THE_CALLER, ofTheCallerHeader, ParsedQuery } from '@portcullis/service-kit';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { SessionNeeds } from '../../identity/authenticate-caller/session-marks.js';
import { type UsageQuery, usageQuery } from './usage.query.js';
import { type WorkspaceUsageReport, workspaceUsageSchema } from './usage-report.js';
import { UsageReports } from './usage-reports.js';

@Controller('api/v1/usage')
export class ShowWorkspaceUsageRoute {
  constructor(private readonly reports: UsageReports) {}

  /** All tokens together, and the hundred with the most calls. */
  @Get()
  @RequireScopes('audit:read')
  @SessionNeeds('auditView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'showWorkspaceUsage',
    summary: 'Show the use of all tokens',
    description: 'As the use of a token, of all tokens of the workspace together; for the time also by token.',
    tag: 'Usage',
    query: usageQuery,
    answers: { 200: { description: 'Their use.', schema: workspaceUsageSchema, headers: ofTheCallerHeader } },
  })
  show(@CurrentCaller() { workspaceId }: Caller, @ParsedQuery(usageQuery) asked: UsageQuery): Promise<WorkspaceUsageReport> {
    return this.reports.ofWorkspace(workspaceId, asked);
  }
}
