import type { DataSource } from 'typeorm';
import { importCategories } from './import-categories.js';
import { importItems } from './import-items.js';
import { importStock } from './import-stock.js';
import { importWarehouses } from './import-warehouses.js';
import type { RowCounts } from './upsert.js';
import { WorkspaceImport } from './workspace-import.js';

export interface ImportReport {
  readonly warehouses: RowCounts;
  readonly categories: RowCounts;
  readonly items: RowCounts;
  readonly stock: RowCounts;
}

/**
 * Imports warehouses.csv, item-categories.csv, items.csv and stock.csv of a folder into a workspace that has a company,
 * in one transaction and in constant memory but for the keys. Rows are found again by their codes: imported a second
 * time the files change nothing; rows that they do not name stay as they are.
 *
 * @param folder ends in a slash
 * @throws ImportFailure naming file and line; nothing was imported then
 */
export async function importInventory(dataSource: DataSource, workspaceId: string, folder: URL): Promise<ImportReport> {
  return dataSource.transaction(async (manager) => {
    // One import of a workspace at a time: two would wait for each other's rows, in orders of their own.
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`import ${workspaceId}`]);
    const work = new WorkspaceImport(manager, folder, workspaceId);
    const warehouses = await importWarehouses(work);
    const categories = await importCategories(work);
    const items = await importItems(work);
    const stock = await importStock(work);
    return { warehouses, categories, items, stock };
  });
}
