import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { Busy } from '../../tokens/attempt.js';
import type { ShownWorkspace } from '../workspace-settings.js';

export type UpdateWorkspaceOutcome = { readonly outcome: 'updated'; readonly workspace: ShownWorkspace } | Busy;

export class UpdateWorkspaceCommand extends Command<UpdateWorkspaceOutcome> {
  constructor(
    readonly workspaceId: string,
    /** Null: none; undefined: as it is. */
    readonly maximumTokenLifetimeDays: number | null | undefined,
    readonly context: AppendContext,
  ) {
    super();
  }
}
