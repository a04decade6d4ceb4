import type { WorkspaceQuery } from '../tenancy/workspace-query.js';
import type { WorkspaceRow } from '../tenancy/workspace-row.js';

/** Leaves the rows of a category itself and of all below it. */
export function inBranch<Row extends WorkspaceRow & { categoryId: string }>(query: WorkspaceQuery<Row>, category: string): WorkspaceQuery<Row> {
  return query.and(`${query.alias}.categoryId IN (SELECT category_id FROM category_branch(:workspaceId, :category))`, { category });
}
