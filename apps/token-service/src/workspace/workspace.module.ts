import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { ShowWorkspaceRoute } from './show-workspace/show-workspace.route.js';
import { UpdateWorkspaceHandler } from './update-workspace/update-workspace.handler.js';
import { UpdateWorkspaceRoute } from './update-workspace/update-workspace.route.js';

/** What a workspace decides for itself. */
@Module({ imports: [CqrsModule], controllers: [ShowWorkspaceRoute, UpdateWorkspaceRoute], providers: [UpdateWorkspaceHandler] })
export class WorkspaceModule {}
