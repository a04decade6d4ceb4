import { Body, Controller, Patch, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe, parseBody, unavailable } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contextOf } from '../../identity/authenticate-caller/append-context.js';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { ForPeople } from '../../identity/authenticate-caller/people-only.js';
import { lifetimeDays, type ShownWorkspace, workspaceSchema } from '../workspace-settings.js';
import { UpdateWorkspaceCommand } from './update-workspace.command.js';

const updateWorkspaceBody = z.strictObject({ maximumTokenLifetimeDays: lifetimeDays.nullish().meta({ description: 'Null: none.' }) });

@Controller('api/v1/workspace')
export class UpdateWorkspaceRoute {
  constructor(private readonly commands: CommandBus) {}

  /** Whoever may make owners may decide for the workspace: its owners. */
  @Patch()
  @ForPeople('ownerManage')
  @Describe({
    operationId: 'updateWorkspace',
    summary: 'Change what the workspace decided for itself',
    description: 'For its owners, in a session. A maximum lifetime holds for tokens that are issued, or given a later end, from then on; those that are there keep their ends.',
    tag: 'Workspace',
    body: updateWorkspaceBody,
    answers: { 200: { description: 'The workspace as it is now.', schema: workspaceSchema } },
  })
  async update(@CurrentCaller() caller: Caller, @Body() body: unknown, @Req() request: FastifyRequest): Promise<ShownWorkspace> {
    const { maximumTokenLifetimeDays } = parseBody(updateWorkspaceBody, body);
    const outcome = await this.commands.execute(new UpdateWorkspaceCommand(caller.workspaceId, maximumTokenLifetimeDays, contextOf(request, caller)));
    if (outcome.outcome === 'busy') throw unavailable('busy', 'The database did not answer in time; nothing was changed.', 1);
    return outcome.workspace;
  }
}
