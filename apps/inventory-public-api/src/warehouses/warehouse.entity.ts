import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WorkspaceRow } from '../tenancy/workspace-row.js';

@Entity('warehouse')
export class Warehouse implements WorkspaceRow {
  @PrimaryColumn('text', { name: 'workspace_id' })
  workspaceId!: string;

  @PrimaryColumn('text')
  id!: string;

  /** What people call it on paper, as `JKT-CKG`; unique within the workspace. */
  @Column('text')
  code!: string;

  @Column('text')
  name!: string;

  @Column('text')
  address!: string;

  @Column('text')
  city!: string;

  @Column('text')
  region!: string;

  @Column('text', { name: 'postal_code' })
  postalCode!: string;

  /** ISO 3166-1 alpha-2. */
  @Column('text')
  country!: string;

  /** IANA name, as `Asia/Makassar`. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('integer', { name: 'area_m2' })
  areaM2!: number;

  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false })
  createdAt!: Date;

  /** Moved by the database whenever a row changes. */
  @Column({ type: 'timestamptz', name: 'updated_at', insert: false, update: false })
  updatedAt!: Date;
}
