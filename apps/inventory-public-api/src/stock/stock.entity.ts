import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { WorkspaceRow } from '../tenancy/workspace-row.js';
import { Warehouse } from '../warehouses/warehouse.entity.js';

/** How many of an item are in a warehouse. No row: the warehouse does not keep the item. */
@Entity('stock')
export class Stock implements WorkspaceRow {
  @PrimaryColumn('text', { name: 'workspace_id' })
  workspaceId!: string;

  @PrimaryColumn('text', { name: 'item_id' })
  itemId!: string;

  @PrimaryColumn('text', { name: 'warehouse_id' })
  warehouseId!: string;

  @ManyToOne(() => Warehouse)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId' },
    { name: 'warehouse_id', referencedColumnName: 'id' },
  ])
  warehouse!: Warehouse;

  /** On the shelf, promised ones included. */
  @Column('integer')
  quantity!: number;

  /** Promised to rents that have not left the warehouse; never more than `quantity`. */
  @Column('integer')
  reserved!: number;

  /** With fewer available than this the warehouse should get more. */
  @Column('integer', { name: 'reorder_level' })
  reorderLevel!: number;

  @Column({ type: 'timestamptz', name: 'updated_at', insert: false, update: false })
  updatedAt!: Date;
}
