import { Column, Entity } from 'typeorm';
import { safeInteger } from '../database/safe-integer.js';
import { ItemCategory } from './item-category.entity.js';

/** A category with the number of its items; a view, to be read alone. */
@Entity('counted_item_category')
export class CountedItemCategory extends ItemCategory {
  /** Items in the category and in all below it. */
  @Column('bigint', { name: 'item_count', transformer: safeInteger })
  itemCount!: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
