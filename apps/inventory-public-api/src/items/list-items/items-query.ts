import { inBranch } from '../../item-categories/in-branch.js';
import { anywhere } from '../../listing/parameters.js';
import type { WorkspaceInventory } from '../../tenancy/workspace-inventory.js';
import type { WorkspaceQuery } from '../../tenancy/workspace-query.js';
import { Item } from '../item.entity.js';
import type { ItemFilters } from './list-items.query.js';

const KEPT_BY = `EXISTS (
  SELECT FROM stock kept
  WHERE kept.workspace_id = :workspaceId AND kept.item_id = item.id AND kept.warehouse_id = :warehouse)`;

const FOUND_BY = `item.name ILIKE :pattern OR item.sku ILIKE :pattern OR item.barcode = :search`;

/** Items that the filters leave, each with its category. */
export function itemsQuery(inventory: WorkspaceInventory, filters: ItemFilters): WorkspaceQuery<Item> {
  const { category, warehouse, status, search } = filters;
  const query = inventory.select(Item, 'item').with('category', ['name']);
  if (status !== undefined) query.and('item.status = :status', { status });
  if (category !== undefined) inBranch(query, category);
  if (warehouse !== undefined) query.and(KEPT_BY, { warehouse });
  if (search !== undefined) query.and(FOUND_BY, { search, pattern: anywhere(search) });
  return query;
}
