import type { Scope } from '@portcullis/scopes';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Role } from './role.js';
import { Workspace } from './workspace.entity.js';

export const USER_STATUSES = ['active', 'suspended', 'removed'] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

/** A person who logs in; belongs to one workspace. */
@Entity('app_user')
export class AppUser {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'workspace_id' })
  workspaceId!: string;

  @ManyToOne(() => Workspace)
  @JoinColumn({ name: 'workspace_id' })
  workspace!: Workspace;

  /** As the person writes it. */
  @Column('text')
  email!: string;

  /** The email in lower case, made by the database: what it is unique by and found by. */
  @Column({ type: 'text', name: 'email_key', insert: false, update: false })
  emailKey!: string;

  /** Argon2id as a PHC string; left out of every ordinary read. A removed person has none, and is found by no log-in. */
  @Column('text', { name: 'password_hash', select: false })
  passwordHash!: string;

  @Column('text')
  role!: Role;

  @Column('text')
  status!: UserStatus;

  /** What the user may grant within the role; null: whatever the role may. */
  @Column('text', { name: 'grantable_scopes', array: true, nullable: true })
  grantableScopes!: readonly Scope[] | null;

  /** The password is one that somebody else knows. */
  @Column('boolean', { name: 'must_change_password' })
  mustChangePassword!: boolean;

  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false })
  createdAt!: Date;
}
