import * as z from 'zod';

const MAX_PAGE_LIMIT = 100;
export const DEFAULT_PAGE_LIMIT = 50;

/** The two parameters of every list, to be spread into its query schema. */
export const pageParameters = {
  limit: z
    .string({ error: limitMessage })
    .regex(/^[0-9]{1,3}$/, { error: limitMessage, abort: true })
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= MAX_PAGE_LIMIT, { error: limitMessage })
    .default(DEFAULT_PAGE_LIMIT)
    .meta({ description: 'How many to show at most.', override: { type: 'integer', minimum: 1, maximum: MAX_PAGE_LIMIT, default: DEFAULT_PAGE_LIMIT } }),
  cursor: z.string({ error: 'Must be given once.' }).min(1).max(2048).optional().meta({ description: '`nextCursor` of the page before; it belongs to this list with these filters.' }),
};

function limitMessage(): string {
  return `Must be a whole number from 1 to ${MAX_PAGE_LIMIT}.`;
}

export interface Page<T> {
  readonly data: readonly T[];
  /** Given back as `cursor` it continues the list; null at its end. */
  readonly nextCursor: string | null;
}

/**
 * One page of what a query for `limit + 1` rows returned: the row too many only says that there is more.
 *
 * @param cursorAfter makes the cursor from the last row of the page
 */
export function toPage<Row, T>(
  rows: readonly Row[],
  limit: number,
  show: (row: Row) => T,
  cursorAfter: (row: Row) => string,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(show),
    nextCursor: rows.length > limit && last !== undefined ? cursorAfter(last) : null,
  };
}
