import { Column, Entity, PrimaryColumn } from 'typeorm';
import { safeInteger } from '../database/safe-integer.js';
import type { WorkspaceRow } from '../tenancy/workspace-row.js';

/** A category with the number of its items; a view, to be read alone. */
@Entity('counted_item_category')
export class CountedItemCategory implements WorkspaceRow {
  @PrimaryColumn('text', { name: 'workspace_id' })
  workspaceId!: string;

  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'parent_id', nullable: true })
  parentId!: string | null;

  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  /** Items in the category and in all below it. */
  @Column('bigint', { name: 'item_count', transformer: safeInteger })
  itemCount!: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
