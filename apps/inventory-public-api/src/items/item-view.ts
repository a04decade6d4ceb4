import type { StockView } from '../stock/stock-view.js';
import type { Item } from './item.entity.js';
import type { ItemStatus } from './item-status.js';
import type { Money } from './money.js';

/** An item as the API shows it. */
export interface ItemView {
  /** `itm_…` */
  readonly id: string;
  readonly object: 'item';
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly brand: string | null;
  readonly categoryId: string;
  readonly categoryName: string;
  /** What one of its quantity is: `pcs`, `set`, `roll` … */
  readonly unit: string;
  /** EAN-13. */
  readonly barcode: string | null;
  readonly status: ItemStatus;
  readonly price: Money;
  readonly rentable: boolean;
  /** Null where the item is sold and not rented. */
  readonly dailyRate: Money | null;
  readonly weightGrams: number;
  /** One entry a warehouse that keeps the item, in the order of the warehouses' codes. */
  readonly stock: readonly StockView[];
  /** RFC 3339 UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function showItem(item: Item, stock: readonly StockView[]): ItemView {
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
