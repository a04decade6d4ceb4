import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WorkspaceRow } from '../../tenancy/workspace-row.js';
import { StockTotals } from '../stock-totals.js';

/** What a warehouse has in all; a view, to be read alone. */
@Entity('stock_by_warehouse')
export class StockByWarehouse extends StockTotals implements WorkspaceRow {
  @PrimaryColumn('text', { name: 'workspace_id' })
  workspaceId!: string;

  /** The warehouse's. */
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;
}
