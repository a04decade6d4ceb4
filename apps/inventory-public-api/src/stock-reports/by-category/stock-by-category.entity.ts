import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WorkspaceRow } from '../../tenancy/workspace-row.js';
import { StockTotals } from '../stock-totals.js';

/** What there is in all of a category and of those below it; a view, to be read alone. */
@Entity('stock_by_category')
export class StockByCategory extends StockTotals implements WorkspaceRow {
  @PrimaryColumn('text', { name: 'workspace_id' })
  workspaceId!: string;

  /** The category's. */
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'parent_id', nullable: true })
  parentId!: string | null;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;
}
