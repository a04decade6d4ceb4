import { Controller, Get, Header } from '@nestjs/common';
import { RequireScopes } from '@portcullis/nest-auth';
import { plannedQueryOf } from '@portcullis/service-database';
import { Describe, OF_THE_CALLER, ofTheCallerHeader } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { SessionNeeds } from '../../identity/authenticate-caller/session-marks.js';
import { readWorkspace, type ShownWorkspace, workspaceSchema } from '../workspace-settings.js';

@Controller('api/v1/workspace')
export class ShowWorkspaceRoute {
  constructor(private readonly dataSource: DataSource) {}

  /** For whoever issues tokens: they have to know how long one may live. */
  @Get()
  @RequireScopes('api_token:manage')
  @SessionNeeds('apiAccessCreate', 'apiAccessView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'showWorkspace',
    summary: 'Show the workspace',
    tag: 'Workspace',
    answers: { 200: { description: 'The caller’s workspace, and what it decided for itself.', schema: workspaceSchema, headers: ofTheCallerHeader } },
  })
  show(@CurrentCaller() { workspaceId }: Caller): Promise<ShownWorkspace> {
    return readWorkspace(plannedQueryOf(this.dataSource.manager), workspaceId);
  }
}
