import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { safeInteger } from '../database/safe-integer.js';
import { ItemCategory } from '../item-categories/item-category.entity.js';
import type { WorkspaceRow } from '../tenancy/workspace-row.js';
import type { ItemStatus } from './item-status.js';

/** An article that a company rents out or sells. */
@Entity('item')
export class Item implements WorkspaceRow {
  @PrimaryColumn('text', { name: 'workspace_id' })
  workspaceId!: string;

  @PrimaryColumn('text')
  id!: string;

  /** Stock-keeping unit: unique within the workspace, the same for the life of the item, and the order of lists. */
  @Column('text')
  sku!: string;

  @Column('text', { name: 'category_id' })
  categoryId!: string;

  @ManyToOne(() => ItemCategory)
  @JoinColumn([
    { name: 'workspace_id', referencedColumnName: 'workspaceId' },
    { name: 'category_id', referencedColumnName: 'id' },
  ])
  category!: ItemCategory;

  @Column('text')
  name!: string;

  @Column('text')
  description!: string;

  @Column('text', { nullable: true })
  brand!: string | null;

  /** What one of its quantity is: `pcs`, `set`, `roll` … */
  @Column('text')
  unit!: string;

  /** EAN-13, unique within the workspace. */
  @Column('text', { nullable: true })
  barcode!: string | null;

  @Column('text')
  status!: ItemStatus;

  /** What one of it costs to buy, in minor units of `currency`. */
  @Column('bigint', { name: 'price_minor', transformer: safeInteger })
  priceMinor!: number;

  /** ISO 4217; of the price and of the daily rate. */
  @Column('text')
  currency!: string;

  @Column('boolean')
  rentable!: boolean;

  /** What one of it costs to rent for a day; null where it is only sold. */
  @Column('bigint', { name: 'daily_rate_minor', nullable: true, transformer: safeInteger })
  dailyRateMinor!: number | null;

  @Column('integer', { name: 'weight_grams' })
  weightGrams!: number;

  @Column({ type: 'timestamptz', name: 'created_at', insert: false, update: false })
  createdAt!: Date;

  /** Moved by the database whenever a row changes. */
  @Column({ type: 'timestamptz', name: 'updated_at', insert: false, update: false })
  updatedAt!: Date;
}
