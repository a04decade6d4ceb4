import type { WorkspaceInventory } from '../tenancy/workspace-inventory.js';
import { Stock } from './stock.entity.js';
import { showStock, type StockView } from './stock-view.js';

/** The stock of several items by one query; warehouses in the order of their codes. Items without stock are not in it. */
export async function stockByItem(
  inventory: WorkspaceInventory,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, StockView[]>> {
  const byItem = new Map<string, StockView[]>();
  if (itemIds.length === 0) return byItem;
  const rows = await inventory
    .select(Stock, 'stock')
    .with('warehouse', ['code', 'name'])
    .and('stock.itemId = ANY(:itemIds)', { itemIds })
    .orderBy('warehouse.code')
    .rows();
  for (const row of rows) {
    const views = byItem.get(row.itemId) ?? [];
    views.push(showStock(row));
    byItem.set(row.itemId, views);
  }
  return byItem;
}
