import { stringify } from 'csv-stringify/sync';
import type { Fields } from '../../listing/parameters.js';
import { wants } from '../../listing/sparse.js';

/** A column of a report as CSV. */
export interface ReportColumn<View> {
  /** The member it comes from; left out with it. */
  readonly field: keyof View & string;
  /** Named as in the files that are imported: `warehouse_code`. */
  readonly header: string;
  readonly cell: (view: View) => string | number;
}

type PlainField<View> = { [Field in keyof View]: View[Field] extends string | number ? Field : never }[keyof View] & string;

/** A column for each named member, `warehouseCode` as `warehouse_code`. */
export function plainColumns<View extends object>(fields: readonly PlainField<View>[]): ReportColumn<View>[] {
  return fields.map((field) => ({
    field,
    header: field.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
    cell: (view) => view[field] as string | number,
  }));
}

/** Writes a report's lines: RFC 4180, with CRLF. */
export class ReportCsv<View> {
  private readonly columns: readonly ReportColumn<View>[];

  constructor(columns: readonly ReportColumn<View>[], fields: Fields) {
    this.columns = columns.filter(({ field }) => wants(fields, field));
  }

  header(): string {
    return this.write([this.columns.map(({ header }) => header)]);
  }

  lines(views: readonly View[]): string {
    return this.write(views.map((view) => this.columns.map(({ cell }) => cell(view))));
  }

  /** A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
  private write(rows: readonly (readonly (string | number)[])[]): string {
    return stringify(rows as (string | number)[][], { record_delimiter: '\r\n', escape_formulas: true });
  }
}
