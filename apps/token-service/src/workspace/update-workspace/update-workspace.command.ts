import { Command } from '@nestjs/cqrs';
import type { ShownWorkspace } from '../workspace-settings.js';

export class UpdateWorkspaceCommand extends Command<ShownWorkspace> {
  constructor(
    readonly workspaceId: string,
    /** The owner who asks. */
    readonly userId: string,
    /** Null: none; undefined: as it is. */
    readonly maximumTokenLifetimeDays: number | null | undefined,
  ) {
    super();
  }
}
