import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ItemStatus } from '../../items/item-status.js';
import type { WorkspaceRow } from '../../tenancy/workspace-row.js';

/** An item of which a warehouse has fewer available than its reorder level; a view, to be read alone. */
@Entity('low_stock')
export class LowStock implements WorkspaceRow {
  @PrimaryColumn('text', { name: 'workspace_id' })
  workspaceId!: string;

  /** The ids of item and warehouse, with a dot between them. */
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'item_id' })
  itemId!: string;

  @Column('text')
  sku!: string;

  @Column('text', { name: 'item_name' })
  itemName!: string;

  @Column('text', { name: 'item_status' })
  itemStatus!: ItemStatus;

  @Column('text', { name: 'category_id' })
  categoryId!: string;

  @Column('text')
  unit!: string;

  @Column('text', { name: 'warehouse_id' })
  warehouseId!: string;

  @Column('text', { name: 'warehouse_code' })
  warehouseCode!: string;

  @Column('text', { name: 'warehouse_name' })
  warehouseName!: string;

  @Column('integer')
  quantity!: number;

  @Column('integer')
  reserved!: number;

  @Column('integer')
  available!: number;

  @Column('integer', { name: 'reorder_level' })
  reorderLevel!: number;

  /** How many are missing to the reorder level; at least 1. */
  @Column('integer')
  shortage!: number;
}
