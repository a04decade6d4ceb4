import { answerOf, type Replica } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { tellRest, wholeList } from '../command-line/list-options.js';
import { connect } from '../session/connection.js';
import { type Cell, table } from '../terminal/table.js';

export function addListReplicas(program: Command, context: Context): void {
  const { texts } = context;
  program
    .command('replicas')
    .description(texts('help.replicas'))
    .option('--json', texts('option.json'))
    .action(({ json }: { readonly json?: true }) => list(json === true, context));
}

async function list(json: boolean, context: Context): Promise<void> {
  const { screen, texts } = context;
  const { client } = connect(context);
  const body = await wholeList(async (cursor) => (await answerOf(client.GET('/api/v1/replicas', { params: { query: { limit: 100, ...(cursor !== undefined && { cursor }) } } }))).body);
  if (json) {
    screen.json(body);
    return;
  }
  const titles = ['column.service', 'column.boot', 'column.status', 'column.fresh', 'column.applied', 'column.lag', 'column.heard'] as const;
  const columns = titles.map((key) => ({ title: texts(key), yields: key === 'column.boot' }));
  if (body.data.length > 0) screen.line(table(columns, body.data.map((replica) => rowOf(replica, context)), screen.width));
  tellRest(body, context);
}

function rowOf({ service, boot, status, fresh, appliedPosition, lag, lastHeardMs }: Replica, { screen, texts }: Context): readonly (Cell | string)[] {
  const none = texts('value.none');
  const freshness = { text: texts(fresh ? 'value.yes' : 'value.no'), style: (text: string) => screen.styled(fresh ? 'green' : 'red', text) };
  const heard = lastHeardMs === null ? none : texts('value.ago', { seconds: Math.round(lastHeardMs / 1_000) });
  return [service, boot, status, freshness, String(appliedPosition ?? none), String(lag ?? none), heard];
}
