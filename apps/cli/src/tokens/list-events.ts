import { answerOf, type TokenEvent } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { fetchList, type ListOptions, tellRest, withListOptions } from '../command-line/list-options.js';
import { connect } from '../session/connection.js';
import { table } from '../terminal/table.js';
import { shortTime } from '../terminal/times.js';
import { withTokenId } from './token-id.js';

export function addListEvents(program: Command, context: Context): void {
  const { texts } = context;
  withListOptions(withTokenId(program.command('events').description(texts('help.events')), context), context).action((id: string, options: ListOptions) =>
    list(id, options, context),
  );
}

async function list(id: string, options: ListOptions, context: Context): Promise<void> {
  const { screen, texts } = context;
  const { client } = connect(context);
  const page = await fetchList(options, context, async (query) => (await answerOf(client.GET('/api/v1/api-keys/{id}/events', { params: { path: { id }, query } }))).body);
  if (options.json) {
    screen.json(page);
    return;
  }
  const columns = [
    { title: texts('column.position') },
    { title: texts('column.time') },
    { title: texts('column.event') },
    { title: texts('column.actor'), yields: true },
    { title: texts('column.data'), yields: true },
  ];
  if (page.data.length > 0) screen.line(table(columns, page.data.map(rowOf), screen.width));
  tellRest(page, context);
}

function rowOf({ position, time, type, actor, data }: TokenEvent): readonly string[] {
  const what = Object.entries(data).map(([member, value]) => `${member}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return [String(position), shortTime(time), type, actor.id, what.join(', ')];
}
