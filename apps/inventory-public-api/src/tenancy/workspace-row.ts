/** A row of the inventory: each belongs to one workspace, and says so itself. */
export interface WorkspaceRow {
  workspaceId: string;
}
