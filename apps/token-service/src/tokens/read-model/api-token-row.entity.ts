import { Column, Entity } from 'typeorm';
import { wholeNumberColumn } from './columns.js';
import { TokenColumns } from './token-columns.js';

/** A token as it is now, written in the transaction that appends its event. */
@Entity('api_token')
export class ApiTokenRow extends TokenColumns {
  @Column('text', { name: 'created_by' })
  createdBy!: string;

  /** Version of the revocation, where its time and position are found. */
  @Column('bigint', { name: 'revoked_version', nullable: true, transformer: wholeNumberColumn })
  revokedVersion!: number | null;
}
