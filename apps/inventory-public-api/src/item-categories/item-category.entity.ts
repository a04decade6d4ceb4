import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WorkspaceRow } from '../tenancy/workspace-row.js';

/** A node of the workspace's tree of categories. */
@Entity('item_category')
export class ItemCategory implements WorkspaceRow {
  @PrimaryColumn('text', { name: 'workspace_id' })
  workspaceId!: string;

  @PrimaryColumn('text')
  id!: string;

  /** Null at the top of the tree. */
  @Column('text', { name: 'parent_id', nullable: true })
  parentId!: string | null;

  /** Slug, unique within the workspace. */
  @Column('text')
  code!: string;

  @Column('text')
  name!: string;
}
