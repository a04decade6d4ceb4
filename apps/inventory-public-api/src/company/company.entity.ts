import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WorkspaceRow } from '../tenancy/workspace-row.js';

/** Whose inventory it is: each workspace has one company. */
@Entity('company')
export class Company implements WorkspaceRow {
  @PrimaryColumn('text', { name: 'workspace_id' })
  workspaceId!: string;

  @Column('text')
  id!: string;

  @Column('text')
  name!: string;

  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false })
  createdAt!: Date;
}
