import type { Scope } from '@portcullis/scopes';
import type { Environment, IssuedToken, Timestamp, TokenKind } from '@portcullis/token';
import { Column, PrimaryColumn } from 'typeorm';
import { instantColumn, wholeNumberColumn } from './columns.js';

/** What the token's row and the view over it both have. */
export abstract class TokenColumns {
  @PrimaryColumn('text')
  id!: string;

  @Column('text', { name: 'workspace_id' })
  workspaceId!: string;

  @Column('text')
  kind!: TokenKind;

  @Column('text')
  environment!: Environment;

  @Column('text')
  name!: string;

  @Column('text', { nullable: true })
  description!: string | null;

  @Column('jsonb')
  metadata!: Readonly<Record<string, string>>;

  @Column('text')
  prefix!: string;

  @Column('text', { array: true })
  scopes!: readonly Scope[];

  @Column('text', { name: 'allowed_ips', array: true })
  allowedIps!: readonly string[];

  @Column('timestamptz', { name: 'not_before', nullable: true, transformer: instantColumn })
  notBefore!: Timestamp | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true, transformer: instantColumn })
  expiresAt!: Timestamp | null;

  /** What was decided about the token; pending and expired follow from the clock. */
  @Column('text')
  status!: IssuedToken['status'];

  /** Version of the token's stream that this row shows. */
  @Column('bigint', { transformer: wholeNumberColumn })
  version!: number;
}
