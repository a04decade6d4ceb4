import type { Category } from './categories.js';
import type { Item } from './items.js';
import { randomFor } from './random.js';
import type { Warehouse } from './warehouses.js';

export interface Stock {
  readonly sku: string;
  readonly warehouseCode: string;
  readonly quantity: number;
  /** Promised to rents that have not left the depot. */
  readonly reserved: number;
  readonly reorderLevel: number;
}

/** Who holds what: the main depot has everything, the others what their trade and their size let them expect. */
export function stockOf(items: readonly Item[], warehouses: readonly Warehouse[], categories: readonly Category[]): Stock[] {
  const rootOf = new Map<string, string>();
  for (const { code, parentCode } of categories) rootOf.set(code, rootOf.get(parentCode) ?? code);
  return items.flatMap((item) =>
    warehouses.flatMap((warehouse) => stockAt(item, warehouse, leaning(warehouse, rootOf.get(item.categoryCode))) ?? []),
  );
}

function leaning(warehouse: Warehouse, root: string | undefined): number {
  if (root === 'construction') return warehouse.construction;
  if (root === 'events') return warehouse.events;
  return (warehouse.construction + warehouse.events) / 2;
}

function stockAt(item: Item, warehouse: Warehouse, share: number): Stock | undefined {
  const random = randomFor(`stock ${item.sku} ${warehouse.code}`);
  const expected = ownedByMainDepot(item) * share;
  const main = share === 1;
  // A depot does not carry every size: the smaller it is, the more gaps it has.
  if (!main && (expected < 0.8 || random() > 0.12 + share * 0.8)) return undefined;
  const reorderLevel = Math.floor(expected * (item.rentable ? 0.2 : 0.35));
  const quantity = item.status === 'discontinued' ? Math.floor(expected * 0.1 * random()) : quantityOf(expected, reorderLevel, random);
  const reserved = item.rentable ? Math.floor(quantity * 0.6 * random() ** 2) : 0;
  return { sku: item.sku, warehouseCode: warehouse.code, quantity, reserved, reorderLevel: item.status === 'discontinued' ? 0 : reorderLevel };
}

/** Four small generators for each big one: the dearer the size, the fewer are bought. */
function ownedByMainDepot({ family, price }: Item): number {
  const prices = family.sizes.map((size) => size[2] * 1000).sort((a, b) => a - b);
  const middle = prices[Math.floor(prices.length / 2)] ?? price;
  return Math.max(1, family.owned * Math.min(1.4, (middle / price) ** 0.7));
}

/** About the expected number; one in sixteen has fallen below its reorder level, some of them to nothing. */
function quantityOf(expected: number, reorderLevel: number, random: () => number): number {
  if (random() < 0.0625) return Math.floor(reorderLevel * random());
  return Math.max(1, Math.round(expected * (0.7 + 0.6 * random())));
}
