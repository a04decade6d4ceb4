import * as z from 'zod';
import { fieldsParameter, idParameter, sortParameter } from '../../listing/parameters.js';
import { byNumber, byText } from '../../listing/sort-key.js';
import type { SortedList } from '../../listing/sorted-list.js';
import type { StockReport } from '../report-answer/report-answers.js';
import { plainColumns } from '../report-answer/report-csv.js';
import { reportParameters } from '../report-answer/report-parameters.js';
import { showTotals, stockTotals } from '../stock-totals.js';
import { totalsColumns } from '../totals-columns.js';
import type { StockByCategory } from './stock-by-category.entity.js';

const list = {
  route: 'GET /public/v1/stock-reports/by-category',
  sorts: {
    categoryCode: byText('stock.code', ({ code }) => code),
    categoryName: byText('stock.name', ({ name }) => name),
    quantity: byNumber('stock.quantity', ({ quantity }) => quantity),
    available: byNumber('stock.available', ({ available }) => available),
    lowStock: byNumber('stock.lowStock', ({ lowStock }) => lowStock),
  },
} satisfies SortedList<StockByCategory>;

/** A line of the report. */
export const stockByCategoryView = z
  .strictObject({
    object: z.literal('stock_by_category'),
    categoryId: z.string(),
    categoryCode: z.string(),
    categoryName: z.string(),
    parentId: z.string().nullable().meta({ description: 'The category it stands below, whose totals hold these as well; null at the top.' }),
    ...stockTotals,
  })
  .meta({ id: 'StockByCategory', description: 'Of the category and of all below it.' });
export type StockByCategoryView = z.output<typeof stockByCategoryView>;

export const byCategoryReport: StockReport<StockByCategory, StockByCategoryView> = {
  fileName: 'stock-by-category.csv',
  list,
  show: (row) => ({
    object: 'stock_by_category',
    categoryId: row.id,
    categoryCode: row.code,
    categoryName: row.name,
    parentId: row.parentId,
    ...showTotals(row),
  }),
  columns: [
    ...plainColumns<StockByCategoryView>(['categoryId', 'categoryCode', 'categoryName']),
    { field: 'parentId', header: 'parent_id', cell: ({ parentId }) => parentId ?? '' },
    ...totalsColumns,
  ],
};

export const byCategoryQuery = z.object({
  ...reportParameters,
  parent: idParameter('category, or none').optional().meta({ description: 'Categories right below this one; `none`: those at the top, which together hold each item once.' }),
  sort: sortParameter(list.sorts, 'categoryCode'),
  fields: fieldsParameter(stockByCategoryView),
});
export type ByCategoryQuery = z.output<typeof byCategoryQuery>;
