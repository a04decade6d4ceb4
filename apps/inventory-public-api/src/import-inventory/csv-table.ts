import type * as z from 'zod';

/** What a CSV file of the inventory holds. */
export interface CsvTable<Schema extends z.ZodObject = z.ZodObject> {
  /** Name of the file, `items.csv`. */
  readonly file: string;
  /** One member a column; the header must name exactly these, in this order. */
  readonly schema: Schema;
  /** Columns whose values, together, stand in one row of the file only. */
  readonly unique: readonly (readonly (keyof z.output<Schema> & string)[])[];
}

/** A row of the file as its schema makes it. */
export interface CsvRow<Value> {
  readonly line: number;
  readonly value: Value;
}
