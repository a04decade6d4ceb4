import * as z from 'zod';
import type { WorkspaceQuery } from '../tenancy/workspace-query.js';
import type { WorkspaceRow } from '../tenancy/workspace-row.js';
import type { SortKey } from './sort-key.js';

export interface ListedRow extends WorkspaceRow {
  readonly id: string;
}

/** A list and the orders it can have. */
export interface SortedList<Row extends ListedRow, Field extends string = string> {
  /** `GET /public/v1/items`; its cursors belong to it. */
  readonly route: string;
  /** By the name that `sort` has for them. */
  readonly sorts: Readonly<Record<Field, SortKey<Row>>>;
}

/** The place of a row in an order: by the key, and between equals by the id. */
const placeIn = (value: z.ZodType<string>) => z.strictObject({ value, id: z.string().regex(/^[0-9A-Za-z_.]{1,200}$/) });
type Place = z.output<ReturnType<typeof placeIn>>;

/** A total order of the list's rows: no two rows share a place, so nothing is skipped or shown twice between two pages. */
export interface Order<Row> {
  readonly key: SortKey<Row>;
  readonly direction: 'ASC' | 'DESC';
  readonly place: ReturnType<typeof placeIn>;
  readonly placeOf: (row: Row) => Place;
}

/** @param sort a field of the list, with `-` before it for the other direction */
export function orderOf<Row extends ListedRow>(list: SortedList<Row>, sort: string): Order<Row> {
  const descending = sort.startsWith('-');
  const key = list.sorts[descending ? sort.slice(1) : sort];
  if (key === undefined) throw new Error(`${list.route} cannot be sorted by ${sort}`);
  return {
    key,
    direction: descending ? 'DESC' : 'ASC',
    place: placeIn(key.value),
    placeOf: (row) => ({ value: key.valueOf(row), id: row.id }),
  };
}

/** Sorts the query and lets it begin behind a place; a row added meanwhile shifts nothing. */
export function inOrder<Row extends ListedRow>(
  query: WorkspaceQuery<Row>,
  { key, direction }: Order<Row>,
  after: Place | undefined,
): WorkspaceQuery<Row> {
  const id = `${query.alias}.id COLLATE "C"`;
  if (after !== undefined) {
    const behind = direction === 'ASC' ? '>' : '<';
    query.and(`(${key.expression}, ${id}) ${behind} (:afterValue, :afterId)`, { afterValue: after.value, afterId: after.id });
  }
  return query.orderBy(key.expression, direction).orderBy(id, direction);
}
