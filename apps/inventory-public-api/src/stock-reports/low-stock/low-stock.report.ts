import * as z from 'zod';
import { ITEM_STATUSES } from '../../items/item-status.js';
import { fieldsParameter, idParameter, sortParameter } from '../../listing/parameters.js';
import { byNumber, byText } from '../../listing/sort-key.js';
import type { SortedList } from '../../listing/sorted-list.js';
import { stockView } from '../../stock/stock-view.js';
import type { StockReport } from '../report-answer/report-answers.js';
import { plainColumns } from '../report-answer/report-csv.js';
import { reportParameters } from '../report-answer/report-parameters.js';
import type { LowStock } from './low-stock.entity.js';

const list = {
  route: 'GET /public/v1/stock-reports/low-stock',
  sorts: {
    sku: byText('low.sku', ({ sku }) => sku),
    itemName: byText('low.itemName', ({ itemName }) => itemName),
    warehouseCode: byText('low.warehouseCode', ({ warehouseCode }) => warehouseCode),
    available: byNumber('low.available', ({ available }) => available),
    shortage: byNumber('low.shortage', ({ shortage }) => shortage),
  },
} satisfies SortedList<LowStock>;

/** A line of the report. */
export const lowStockView = z
  .strictObject({
    object: z.literal('low_stock'),
    itemId: z.string(),
    sku: z.string(),
    itemName: z.string(),
    itemStatus: z.enum(ITEM_STATUSES),
    categoryId: z.string(),
    unit: z.string(),
    ...stockView.shape,
    shortage: z.int().positive().meta({ description: 'How many are missing to the reorder level.' }),
  })
  .meta({ id: 'LowStock' });
export type LowStockView = z.output<typeof lowStockView>;

export const lowStockReport: StockReport<LowStock, LowStockView> = {
  fileName: 'low-stock.csv',
  list,
  show: (row) => {
    const { itemId, sku, itemName, itemStatus, categoryId, unit, warehouseId, warehouseCode, warehouseName } = row;
    const { quantity, reserved, available, reorderLevel, shortage } = row;
    return {
      object: 'low_stock',
      ...{ itemId, sku, itemName, itemStatus, categoryId, unit, warehouseId, warehouseCode, warehouseName },
      ...{ quantity, reserved, available, reorderLevel, shortage },
    };
  },
  columns: plainColumns<LowStockView>([
    ...(['itemId', 'sku', 'itemName', 'itemStatus', 'categoryId', 'unit', 'warehouseId', 'warehouseCode', 'warehouseName'] as const),
    ...(['quantity', 'reserved', 'available', 'reorderLevel', 'shortage'] as const),
  ]),
};

export const lowStockQuery = z.object({
  ...reportParameters,
  warehouse: idParameter('warehouse').optional().meta({ description: 'What this warehouse is short of.' }),
  category: idParameter('category').optional().meta({ description: 'Items of this category and of all below it.' }),
  status: z.enum(ITEM_STATUSES, { error: `Must be one of ${ITEM_STATUSES.join(', ')}.` }).optional(),
  sort: sortParameter(list.sorts, 'sku'),
  fields: fieldsParameter(lowStockView),
});
export type LowStockQuery = z.output<typeof lowStockQuery>;
export type LowStockFilters = Pick<LowStockQuery, 'warehouse' | 'category' | 'status'>;
