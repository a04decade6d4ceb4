import type { Timestamp } from '@portcullis/token';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instantColumn, sha256Column } from './columns.js';

/** What a bearer is looked up by; the secret itself is nowhere. */
@Entity('api_token_secret')
export class ApiTokenSecretRow {
  @PrimaryColumn('bytea', { transformer: sha256Column })
  hash!: string;

  @Column('text', { name: 'token_id' })
  tokenId!: string;

  @Column('text')
  prefix!: string;

  /** Exclusive end of a rotated secret's grace period; null for the current one. */
  @Column('timestamptz', { name: 'valid_until', nullable: true, transformer: instantColumn })
  validUntil!: Timestamp | null;
}
