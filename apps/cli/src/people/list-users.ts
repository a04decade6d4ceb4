import { answerOf, type User } from '@portcullis/management-client';
import { type Command, Option } from 'commander';
import type { Context } from '../command-line/context.js';
import { fetchList, type ListOptions, tellRest, withListOptions } from '../command-line/list-options.js';
import { connect } from '../session/connection.js';
import { table } from '../terminal/table.js';
import { day } from '../terminal/times.js';
import { userStatusCell } from './user-card.js';

interface Options extends ListOptions {
  readonly status?: User['status'];
}

export function addListUsers(program: Command, context: Context): void {
  const { texts } = context;
  const command = program.command('users').description(texts('help.users')).addOption(new Option('--status <status>', texts('option.userStatus')).choices(['active', 'suspended', 'removed']));
  withListOptions(command, context).action((options: Options) => list(options, context));
}

async function list(options: Options, context: Context): Promise<void> {
  const { screen, texts } = context;
  const { status } = options;
  const { client } = connect(context);
  const page = await fetchList(options, context, async (query) => (await answerOf(client.GET('/api/v1/users', { params: { query: { ...query, ...(status && { status }) } } }))).body);
  if (options.json) {
    screen.json(page);
    return;
  }
  const columns = [{ title: texts('column.id') }, { title: texts('column.email'), yields: true }, { title: texts('column.role') }, { title: texts('column.status') }, { title: texts('column.made') }];
  const rows = page.data.map((user) => [user.id, user.email, user.role, userStatusCell(user, context), day(user.createdAt)]);
  if (rows.length > 0) screen.line(table(columns, rows, screen.width));
  tellRest(page, context);
}
