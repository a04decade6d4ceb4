import * as z from 'zod';
import { fieldsParameter, idParameter, sortParameter } from '../../listing/parameters.js';
import { byNumber, byText } from '../../listing/sort-key.js';
import type { SortedList } from '../../listing/sorted-list.js';
import type { StockReport } from '../report-answer/report-answers.js';
import { plainColumns } from '../report-answer/report-csv.js';
import { reportParameters } from '../report-answer/report-parameters.js';
import { showTotals, stockTotals } from '../stock-totals.js';
import { totalsColumns } from '../totals-columns.js';
import type { StockByWarehouse } from './stock-by-warehouse.entity.js';

const list = {
  route: 'GET /public/v1/stock-reports/by-warehouse',
  sorts: {
    warehouseCode: byText('stock.code', ({ code }) => code),
    warehouseName: byText('stock.name', ({ name }) => name),
    quantity: byNumber('stock.quantity', ({ quantity }) => quantity),
    available: byNumber('stock.available', ({ available }) => available),
    lowStock: byNumber('stock.lowStock', ({ lowStock }) => lowStock),
  },
} satisfies SortedList<StockByWarehouse>;

/** A line of the report. */
export const stockByWarehouseView = z
  .strictObject({
    object: z.literal('stock_by_warehouse'),
    warehouseId: z.string(),
    warehouseCode: z.string(),
    warehouseName: z.string(),
    ...stockTotals,
  })
  .meta({ id: 'StockByWarehouse' });
export type StockByWarehouseView = z.output<typeof stockByWarehouseView>;

export const byWarehouseReport: StockReport<StockByWarehouse, StockByWarehouseView> = {
  fileName: 'stock-by-warehouse.csv',
  list,
  show: (row) => ({
    object: 'stock_by_warehouse',
    warehouseId: row.id,
    warehouseCode: row.code,
    warehouseName: row.name,
    ...showTotals(row),
  }),
  columns: [...plainColumns<StockByWarehouseView>(['warehouseId', 'warehouseCode', 'warehouseName']), ...totalsColumns],
};

export const byWarehouseQuery = z.object({
  ...reportParameters,
  warehouse: idParameter('warehouse').optional().meta({ description: 'This warehouse alone.' }),
  sort: sortParameter(list.sorts, 'warehouseCode'),
  fields: fieldsParameter(stockByWarehouseView),
});
export type ByWarehouseQuery = z.output<typeof byWarehouseQuery>;
