import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The tenant: every user, token and event belongs to one. */
@Entity('workspace')
export class Workspace {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false })
  createdAt!: Date;
}
