import { type ApiToken, answerOf, type ManagementClient, type operations, STATUSES } from '@portcullis/management-client';
import { type Command, Option } from 'commander';
import type { Context } from '../command-line/context.js';
import { fetchList, type ListOptions, tellRest, withListOptions } from '../command-line/list-options.js';
import { connect } from '../session/connection.js';
import { type Cell, table } from '../terminal/table.js';
import { day } from '../terminal/times.js';
import { statusCell } from './token-card.js';
import { filterOf, type FilterOptions, type TokenFilter, withFilterOptions } from './token-filter.js';

type Query = NonNullable<operations['listApiTokens']['parameters']['query']>;

interface Options extends ListOptions, FilterOptions {
  readonly status?: ApiToken['status'];
  readonly sort?: NonNullable<Query['sort']>;
  readonly count?: true;
}

const SORTS = ['createdAt', 'name', 'lastUsedAt', 'expiresAt'].flatMap((order) => [order, `-${order}`]);

export function addListTokens(program: Command, context: Context): void {
  const { texts } = context;
  const command = program.command('list').description(texts('help.list')).addOption(new Option('--status <status>', texts('option.status')).choices(STATUSES));
  withFilterOptions(command, context)
    .addOption(new Option('--sort <order>', texts('option.sort')).choices(SORTS))
    .option('--count', texts('option.count'));
  withListOptions(command, context).action((options: Options) => list(options, context));
}

async function list(options: Options, context: Context): Promise<void> {
  const { screen } = context;
  const { status, sort } = options;
  const filter = filterOf(options, context);
  const { client } = connect(context);
  if (options.count) {
    await count(client, filter, options, context);
    return;
  }
  const chosen: Query = { ...filter, ...(status && { status }), ...(sort && { sort }) };
  const page = await fetchList(options, context, async (query) => (await answerOf(client.GET('/api/v1/api-keys', { params: { query: { ...chosen, ...query } } }))).body);
  if (options.json) {
    screen.json(page);
    return;
  }
  if (page.data.length > 0) screen.line(tokenTable(page.data, context, screen.width));
  tellRest(page, context);
}

/** @param width columns of the terminal; undefined: nothing is cut */
export function tokenTable(tokens: readonly ApiToken[], context: Context, width: number | undefined): string {
  const { texts } = context;
  const columns = [
    { title: texts('column.id') },
    { title: texts('column.name'), yields: true },
    { title: texts('column.status') },
    { title: texts('column.scopes') },
    { title: texts('column.expires') },
    { title: texts('column.lastUsed') },
  ];
  return table(columns, tokens.map((token) => rowOf(token, context)), width);
}

function rowOf(token: ApiToken, context: Context): readonly (Cell | string)[] {
  const { texts } = context;
  const { id, name, scopes, expiresAt, lastUsedAt } = token;
  const time = (instant: string | null): string => (instant === null ? texts('value.never') : day(instant));
  return [id, name, statusCell(token, context), String(scopes.length), time(expiresAt), time(lastUsedAt)];
}

/** How many there are of each status. */
async function count(client: ManagementClient, filter: TokenFilter, { json }: Options, context: Context): Promise<void> {
  const { texts, screen } = context;
  const { body } = await answerOf(client.GET('/api/v1/api-keys/counts', { params: { query: filter } }));
  if (json) {
    screen.json(body);
    return;
  }
  const columns = [{ title: texts('column.status') }, { title: texts('column.count') }];
  const rows = STATUSES.map((status) => [statusCell({ status }, context), String(body.byStatus[status] ?? 0)]);
  screen.line(table(columns, [...rows, [texts('value.all'), String(body.total)]], screen.width));
  if (!body.isComplete) screen.note(texts('list.notAllCounted'));
}
