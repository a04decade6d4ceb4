import { decodeCursor, encodeCursor, type Page, toPage } from '@portcullis/service-kit';
import type { WorkspaceQuery } from '../tenancy/workspace-query.js';
import { inOrder, type ListedRow, orderOf, type SortedList } from './sorted-list.js';

/** Which page of a list is asked for. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** A field of the list, with `-` before it for the other direction. */
  readonly sort: string;
  /** What narrows the query; a cursor is good with the same filters and the same order only. */
  readonly filters: Readonly<Record<string, unknown>>;
}

/**
 * One page of the query's rows.
 *
 * @throws Problem 400 `validation_failed` with pointer `/cursor` for a cursor of anything else
 */
export async function readPage<Row extends ListedRow>(
  list: SortedList<Row>,
  { limit, cursor, sort, filters }: PageRequest,
  query: WorkspaceQuery<Row>,
): Promise<Page<Row>> {
  const order = orderOf(list, sort);
  const binding = { route: list.route, workspaceId: query.workspaceId, filters: { ...filters, sort } };
  const after = cursor === undefined ? undefined : decodeCursor(cursor, binding, order.place);
  const rows = await inOrder(query, order, after).atMost(limit + 1).rows();
  return toPage(rows, limit, (row) => row, (row) => encodeCursor(binding, order.placeOf(row)));
}

/**
 * All rows of a query in batches, each read when it is asked for and none held longer. Each batch is of its own moment:
 * a row that is there all the time, in one place, comes exactly once.
 *
 * @param query makes the query again for each batch
 */
export async function* readBatches<Row extends ListedRow>(
  list: SortedList<Row>,
  sort: string,
  batchRows: number,
  query: () => WorkspaceQuery<Row>,
): AsyncGenerator<readonly Row[], undefined> {
  const order = orderOf(list, sort);
  for (let last: Row | undefined, more = true; more; ) {
    const after = last === undefined ? undefined : order.placeOf(last);
    const rows: readonly Row[] = await inOrder(query(), order, after).atMost(batchRows).rows();
    yield rows;
    last = rows.at(-1);
    more = rows.length === batchRows;
  }
}
