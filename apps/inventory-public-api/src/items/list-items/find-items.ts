import type { WorkspaceInventory } from '../../tenancy/workspace-inventory.js';
import type { WorkspaceQuery } from '../../tenancy/workspace-query.js';
import { Item } from '../item.entity.js';
import type { ItemFilters } from './list-items.query.js';

/** The category itself and all below it; UNION, as against UNION ALL, also ends where a tree was tied into a ring. */
const IN_BRANCH = `item.categoryId IN (
  WITH RECURSIVE branch (id) AS (
    SELECT :category
    UNION
    SELECT child.id FROM item_category child JOIN branch ON child.parent_id = branch.id WHERE child.workspace_id = :workspaceId
  ) SELECT id FROM branch)`;

const KEPT_BY = `EXISTS (
  SELECT FROM stock kept
  WHERE kept.workspace_id = :workspaceId AND kept.item_id = item.id AND kept.warehouse_id = :warehouse)`;

const FOUND_BY = `item.name ILIKE :pattern OR item.sku ILIKE :pattern OR item.barcode = :search`;

export interface ItemsPlace {
  /** SKU of the last item of the page before; an item added meanwhile shifts nothing. */
  readonly afterSku: string | undefined;
  readonly limit: number;
}

/** Items in the order of their SKUs, each with its category. */
export async function findItems(inventory: WorkspaceInventory, filters: ItemFilters, place: ItemsPlace): Promise<Item[]> {
  const query = inventory.select(Item, 'item').with('category', ['name']).orderBy('item.sku').atMost(place.limit);
  if (place.afterSku !== undefined) query.and('item.sku > :afterSku', { afterSku: place.afterSku });
  narrow(query, filters);
  return query.rows();
}

function narrow(query: WorkspaceQuery<Item>, { category, warehouse, status, search }: ItemFilters): void {
  if (status !== undefined) query.and('item.status = :status', { status });
  if (category !== undefined) query.and(IN_BRANCH, { category });
  if (warehouse !== undefined) query.and(KEPT_BY, { warehouse });
  if (search !== undefined) query.and(FOUND_BY, { search, pattern: `%${search.replaceAll(/[\\%_]/g, '\\$&')}%` });
}
