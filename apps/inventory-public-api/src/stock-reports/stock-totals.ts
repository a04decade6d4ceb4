import * as z from 'zod';
import { Column } from 'typeorm';
import { safeInteger } from '../database/safe-integer.js';

const count = (description: string) => z.int().nonnegative().meta({ description });

/** A sum of amounts. Text, since a sum may be more than a JSON number holds exactly. */
const amountTotal = z
  .strictObject({
    amountMinor: z.string().regex(/^[0-9]+$/).meta({ description: 'Digits: minor units of the currency. Exact, and may exceed 2^53.' }),
    currency: z.string().meta({ description: 'ISO 4217.', examples: ['IDR'] }),
  })
  .meta({ id: 'AmountTotal' });

/** What several stocks come to. */
export const stockTotals = {
  items: count('Items that are kept there, also those of which none is left.'),
  quantity: count('On the shelves, promised ones included.'),
  reserved: count('Promised to rents that have not left the warehouse.'),
  available: count('What is left of the quantity after what is promised.'),
  lowStock: count('Stocks (an item in a warehouse) with fewer available than their reorder level.'),
  value: z.array(amountTotal).meta({ description: 'Quantity times price, summed; one entry a currency.' }),
};

/** The same of a row: columns of a view, to be read alone. */
export abstract class StockTotals {
  @Column('bigint', { transformer: safeInteger })
  items!: number;

  @Column('bigint', { transformer: safeInteger })
  quantity!: number;

  @Column('bigint', { transformer: safeInteger })
  reserved!: number;

  @Column('bigint', { transformer: safeInteger })
  available!: number;

  @Column('bigint', { name: 'low_stock', transformer: safeInteger })
  lowStock!: number;

  @Column('jsonb')
  value!: z.output<typeof stockTotals.value>;
}

export function showTotals({ items, quantity, reserved, available, lowStock, value }: StockTotals): z.output<z.ZodObject<typeof stockTotals>> {
  return { items, quantity, reserved, available, lowStock, value };
}
