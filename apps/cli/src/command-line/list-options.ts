import { type Page, pages } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from './context.js';
import { wholeNumberOf } from './values.js';

/** Options of a list that may be long. */
export interface ListOptions {
  readonly limit?: string;
  readonly cursor?: string;
  readonly all?: true;
  readonly json?: true;
}

/** What one request of a list is told. */
export interface PageQuery {
  readonly limit?: number;
  readonly cursor?: string;
}

const LARGEST_PAGE = 100;

export function withListOptions(command: Command, { texts }: Context): Command {
  return command
    .option('--limit <count>', texts('option.limit'))
    .option('--cursor <cursor>', texts('option.cursor'))
    .option('--all', texts('option.all'))
    .option('--json', texts('option.json'));
}

/** One page, or with --all everything from there on as one page. */
export async function fetchList<P extends Page<unknown>>({ limit, cursor, all }: ListOptions, { texts }: Context, fetchPage: (query: PageQuery) => Promise<P>): Promise<P> {
  const size = limit === undefined ? (all === true ? LARGEST_PAGE : undefined) : wholeNumberOf('--limit', limit, texts);
  const query = (next: string | undefined): PageQuery => ({ ...(size !== undefined && { limit: size }), ...(next !== undefined && { cursor: next }) });
  return all === true ? wholeList((next) => fetchPage(query(next)), cursor) : fetchPage(query(cursor));
}

/** Every page of a list as one, with what else the last of them says. */
export async function wholeList<P extends Page<unknown>>(fetchPage: (cursor: string | undefined) => Promise<P>, cursor?: string): Promise<P> {
  const data: unknown[] = [];
  let last: P | undefined;
  for await (const page of pages(fetchPage, cursor)) {
    data.push(...page.data);
    last = page;
  }
  if (last === undefined) throw new Error('a list has at least one page');
  return { ...last, data };
}

/** What a person has to know beside a table. */
export function tellRest({ data, nextCursor }: Page<unknown>, { screen, texts }: Context): void {
  if (data.length === 0) screen.note(texts('list.none'));
  if (nextCursor !== null) screen.note(texts('list.more', { cursor: nextCursor }));
}
