import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { append } from '@portcullis/event-store';
import { plannedQueryOf, queryOf } from '@portcullis/service-database';
import { DataSource, type EntityManager } from 'typeorm';
import { unlessBusy } from '../../tokens/attempt.js';
import { readWorkspace, setMaximumTokenLifetime } from '../workspace-settings.js';
import { versionOfWorkspace, workspaceUpdated } from '../workspace-stream.js';
import { UpdateWorkspaceCommand, type UpdateWorkspaceOutcome } from './update-workspace.command.js';

@CommandHandler(UpdateWorkspaceCommand)
export class UpdateWorkspaceHandler implements ICommandHandler<UpdateWorkspaceCommand> {
  constructor(private readonly dataSource: DataSource) {}

  execute(command: UpdateWorkspaceCommand): Promise<UpdateWorkspaceOutcome> {
    return unlessBusy(async () => {
      await this.dataSource.transaction((manager) => update(manager, command));
      return { outcome: 'updated', workspace: await readWorkspace(plannedQueryOf(this.dataSource.manager), command.workspaceId) };
    });
  }
}

/** One after the other, so that each event follows from the one before it; what is so already is none. */
async function update(manager: EntityManager, { workspaceId, maximumTokenLifetimeDays: days, context }: UpdateWorkspaceCommand): Promise<void> {
  if (days === undefined) return;
  const query = queryOf(manager);
  await query('SELECT FROM workspace WHERE id = $1 FOR NO KEY UPDATE', [workspaceId]);
  if ((await readWorkspace(query, workspaceId)).maximumTokenLifetimeDays === days) return;
  await setMaximumTokenLifetime(query, workspaceId, days);
  const appended = await append(query, [workspaceUpdated(workspaceId, await versionOfWorkspace(query, workspaceId), days)], context);
  if (appended.outcome === 'conflict') throw new Error(`the stream of ${workspaceId} moved while its row was locked`);
}
