import { inBranch } from '../../item-categories/in-branch.js';
import type { WorkspaceInventory } from '../../tenancy/workspace-inventory.js';
import type { WorkspaceQuery } from '../../tenancy/workspace-query.js';
import { LowStock } from './low-stock.entity.js';
import type { LowStockFilters } from './low-stock.report.js';

/** What the filters leave of what is short. */
export function lowStockRows(inventory: WorkspaceInventory, { warehouse, category, status }: LowStockFilters): WorkspaceQuery<LowStock> {
  const query = inventory.select(LowStock, 'low');
  if (warehouse !== undefined) query.and('low.warehouseId = :warehouse', { warehouse });
  if (category !== undefined) inBranch(query, category);
  if (status !== undefined) query.and('low.itemStatus = :status', { status });
  return query;
}
