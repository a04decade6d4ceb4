import { plainColumns, type ReportColumn } from './report-answer/report-csv.js';
import type { showTotals } from './stock-totals.js';

type Totals = ReturnType<typeof showTotals>;

/** The totals as CSV. Several currencies stand in one cell, parted by spaces, and their amounts in the same order. */
export const totalsColumns: readonly ReportColumn<Totals>[] = [
  ...plainColumns<Totals>(['items', 'quantity', 'reserved', 'available', 'lowStock']),
  { field: 'value', header: 'value_minor', cell: ({ value }) => value.map(({ amountMinor }) => amountMinor).join(' ') },
  { field: 'value', header: 'currency', cell: ({ value }) => value.map(({ currency }) => currency).join(' ') },
];
