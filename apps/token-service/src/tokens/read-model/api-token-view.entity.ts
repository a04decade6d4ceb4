import type { Timestamp } from '@portcullis/token';
import { Column, ViewEntity } from 'typeorm';
import { instantColumn, wholeNumberColumn } from './columns.js';
import { TokenColumns } from './token-columns.js';

/** The row together with what its events, its issuer and its usage add. */
@ViewEntity({ name: 'api_token_view', synchronize: false })
export class ApiTokenView extends TokenColumns {
  @Column('timestamptz', { name: 'created_at', transformer: instantColumn })
  createdAt!: Timestamp;

  /** Null where the user is gone. */
  @Column('text', { name: 'created_by_email', nullable: true })
  createdByEmail!: string | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true, transformer: instantColumn })
  revokedAt!: Timestamp | null;

  @Column('timestamptz', { name: 'last_used_at', nullable: true, transformer: instantColumn })
  lastUsedAt!: Timestamp | null;

  /** Position of the last event that changed the state. */
  @Column('bigint', { transformer: wholeNumberColumn })
  position!: number;
}
