import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorkspaceInventory } from './workspace-inventory.js';

/** The way to every row there is: by the workspace it belongs to. */
@Injectable()
export class Inventory {
  constructor(private readonly dataSource: DataSource) {}

  /** What one workspace has; the principal of the request says which one that is. */
  of(workspaceId: string): WorkspaceInventory {
    return new WorkspaceInventory(this.dataSource, workspaceId);
  }
}
