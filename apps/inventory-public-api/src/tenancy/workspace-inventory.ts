import type { DataSource, EntityTarget } from 'typeorm';
import { WorkspaceQuery } from './workspace-query.js';
import type { WorkspaceRow } from './workspace-row.js';

/** The inventory of one workspace. */
export class WorkspaceInventory {
  constructor(
    private readonly dataSource: DataSource,
    readonly workspaceId: string,
  ) {}

  /** @param alias what conditions and orders call the row, as in `item.sku`. */
  select<Row extends WorkspaceRow>(entity: EntityTarget<Row>, alias: string): WorkspaceQuery<Row> {
    const builder = this.dataSource.getRepository(entity).createQueryBuilder(alias);
    return new WorkspaceQuery(builder, this.workspaceId);
  }
}
