import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { plannedQueryOf } from '@portcullis/service-database';
import { ServiceLog } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import { readWorkspace, setMaximumTokenLifetime, type ShownWorkspace } from '../workspace-settings.js';
import { UpdateWorkspaceCommand } from './update-workspace.command.js';

@CommandHandler(UpdateWorkspaceCommand)
export class UpdateWorkspaceHandler implements ICommandHandler<UpdateWorkspaceCommand> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: ServiceLog,
  ) {}

  async execute({ workspaceId, userId, maximumTokenLifetimeDays }: UpdateWorkspaceCommand): Promise<ShownWorkspace> {
    const query = plannedQueryOf(this.dataSource.manager);
    if (maximumTokenLifetimeDays !== undefined) {
      await setMaximumTokenLifetime(query, workspaceId, maximumTokenLifetimeDays);
      this.log.info({ workspaceId, userId, maximumTokenLifetimeDays }, 'the maximum lifetime of tokens was set');
    }
    return readWorkspace(query, workspaceId);
  }
}
