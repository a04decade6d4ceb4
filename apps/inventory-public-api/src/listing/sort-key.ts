import * as z from 'zod';

/** One of the fields that a list can be sorted by. */
export interface SortKey<Row> {
  /** SQL over properties, never null, as `item.name COLLATE "C"`. */
  readonly expression: string;
  /** The row's place by this key, as text that PostgreSQL reads as the expression's type without losing anything. */
  readonly valueOf: (row: Row) => string;
  /** What such a text looks like: whoever makes a cursor up by hand must not get anything else into a query. */
  readonly value: z.ZodType<string>;
}

/** @param expression is compared byte by byte: the order of a list must not depend on the server's locale. */
export const byText = <Row>(expression: string, valueOf: (row: Row) => string): SortKey<Row> => ({
  expression: `${expression} COLLATE "C"`,
  valueOf,
  // PostgreSQL refuses a zero byte in a text.
  value: z.string().regex(/^[^\0]*$/),
});

/** @param expression a timestamptz(3): as fine as a Date, no finer. */
export const byInstant = <Row>(expression: string, valueOf: (row: Row) => Date): SortKey<Row> => ({
  expression,
  valueOf: (row) => valueOf(row).toISOString(),
  value: z.iso.datetime({ precision: 3 }).regex(/^[1-9]/),
});

/** @param expression an integer or a bigint; as a bigint, which a number of a cursor made up by hand fits into as well. */
export const byNumber = <Row>(expression: string, valueOf: (row: Row) => number): SortKey<Row> => ({
  expression: `CAST(${expression} AS bigint)`,
  valueOf: (row) => String(valueOf(row)),
  value: z.string().regex(/^-?[0-9]{1,18}$/),
});
