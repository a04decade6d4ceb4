import type { WorkspaceQuery } from '../tenancy/workspace-query.js';
import type { WorkspaceRow } from '../tenancy/workspace-row.js';

/** Leaves the rows of categories right below another one, or with `none` those at the top of the tree. */
export function below<Row extends WorkspaceRow & { parentId: string | null }>(query: WorkspaceQuery<Row>, parent: string): WorkspaceQuery<Row> {
  const property = `${query.alias}.parentId`;
  return parent === 'none' ? query.and(`${property} IS NULL`) : query.and(`${property} = :parent`, { parent });
}
