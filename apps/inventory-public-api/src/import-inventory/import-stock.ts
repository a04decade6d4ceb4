import { z } from 'zod';
import { Item } from '../items/item.entity.js';
import { Stock } from '../stock/stock.entity.js';
import { Warehouse } from '../warehouses/warehouse.entity.js';
import type { CsvTable } from './csv-table.js';
import { code, wholeNumber } from './fields.js';
import { ImportFailure } from './import-failure.js';
import type { RowCounts } from './upsert.js';
import type { WorkspaceImport } from './workspace-import.js';

const schema = z.object({
  sku: code(),
  warehouse_code: code(),
  quantity: wholeNumber(),
  reserved: wholeNumber(),
  reorder_level: wholeNumber(),
});

const table: CsvTable<typeof schema> = { file: 'stock.csv', schema, unique: [['sku', 'warehouse_code']] };

export function importStock(work: WorkspaceImport): Promise<RowCounts> {
  const { workspaceId } = work;
  return work.file(table, { entity: Stock, key: ['workspaceId', 'itemId', 'warehouseId'] }, async (batch) => {
    const items = await work.lookUp(Item, 'sku', 'id', batch.map(({ value }) => value.sku));
    const warehouses = await work.lookUp(Warehouse, 'code', 'id', batch.map(({ value }) => value.warehouse_code));
    return batch.map(({ line, value }) => {
      const refuse = (problem: string) => new ImportFailure({ file: table.file, line }, problem);
      const itemId = items.get(value.sku);
      const warehouseId = warehouses.get(value.warehouse_code);
      if (itemId === undefined) throw refuse(`sku: there is no item ${value.sku}`);
      if (warehouseId === undefined) throw refuse(`warehouse_code: there is no warehouse ${value.warehouse_code}`);
      if (value.reserved > value.quantity) throw refuse(`reserved: must not be more than the quantity of ${value.quantity}`);
      return { workspaceId, itemId, warehouseId, quantity: value.quantity, reserved: value.reserved, reorderLevel: value.reorder_level };
    });
  });
}
