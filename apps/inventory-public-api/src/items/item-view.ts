import * as z from 'zod';
import { instant } from '../listing/instant.js';
import { sparseOf } from '../listing/sparse.js';
import { type StockView, stockView } from '../stock/stock-view.js';
import type { Item } from './item.entity.js';
import { ITEM_STATUSES } from './item-status.js';
import { money } from './money.js';

/** An item as the API shows it. */
export const itemView = z
  .strictObject({
    id: z.string().meta({ examples: ['itm_0Hn3bFvPzWq7mYkR2sT9cD'] }),
    object: z.literal('item'),
    sku: z.string().meta({ description: 'Stock-keeping unit: unique within the workspace, the same for the life of the item.' }),
    name: z.string(),
    description: z.string(),
    brand: z.string().nullable(),
    categoryId: z.string(),
    categoryName: z.string(),
    unit: z.string().meta({ description: 'What one of its quantity is.', examples: ['pcs', 'set', 'roll'] }),
    barcode: z.string().nullable().meta({ description: 'EAN-13.' }),
    status: z.enum(ITEM_STATUSES),
    price: money,
    rentable: z.boolean(),
    dailyRate: money.nullable().meta({ description: 'Null where the item is sold and not rented.' }),
    weightGrams: z.int().nonnegative(),
    stock: z.array(stockView).meta({ description: 'One entry a warehouse that keeps the item, in the order of the warehouses’ codes.' }),
    createdAt: instant(),
    updatedAt: instant(),
  })
  .meta({ id: 'Item' });
export type ItemView = z.output<typeof itemView>;

/** What an answer has of it. */
export const someItemView = sparseOf(itemView);

export function showItem(item: Item, stock: StockView[]): ItemView {
  const { currency, dailyRateMinor } = item;
  return {
    id: item.id,
    object: 'item',
    sku: item.sku,
    name: item.name,
    description: item.description,
    brand: item.brand,
    categoryId: item.categoryId,
    categoryName: item.category.name,
    unit: item.unit,
    barcode: item.barcode,
    status: item.status,
    price: { amountMinor: item.priceMinor, currency },
    rentable: item.rentable,
    dailyRate: dailyRateMinor === null ? null : { amountMinor: dailyRateMinor, currency },
    weightGrams: item.weightGrams,
    stock,
    createdAt: item.createdAt.toISOString(),
    updatedAt: item.updatedAt.toISOString(),
  };
}
