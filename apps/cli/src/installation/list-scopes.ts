import { answerOf, type Scope } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { wholeList } from '../command-line/list-options.js';
import { connect } from '../session/connection.js';
import { type Cell, table } from '../terminal/table.js';

export function addListScopes(program: Command, context: Context): void {
  const { texts } = context;
  program
    .command('scopes')
    .description(texts('help.scopes'))
    .option('--json', texts('option.json'))
    .action(({ json }: { readonly json?: true }) => list(json === true, context));
}

async function list(json: boolean, context: Context): Promise<void> {
  const { screen, texts } = context;
  const { client } = connect(context);
  const body = await wholeList(async (cursor) => (await answerOf(client.GET('/api/v1/scopes', { params: { query: { limit: 100, ...(cursor !== undefined && { cursor }) } } }))).body);
  if (json) {
    screen.json(body);
    return;
  }
  const columns = [{ title: texts('column.scope') }, { title: texts('column.class') }, { title: texts('column.grantable') }, { title: texts('column.title'), yields: true }];
  screen.line(table(columns, body.data.map((scope) => rowOf(scope, context)), screen.width));
  screen.line('');
  const levels = [{ title: texts('column.bundle') }, { title: texts('column.title'), yields: true }, { title: texts('column.scopes'), yields: true }];
  const rows = body.bundles.map(({ bundle, title, scopes }) => [bundle, title[texts.language], scopes.join(' ')]);
  screen.line(table(levels, rows, screen.width));
}

function rowOf({ scope, class: kind, grantable, title }: Scope, { screen, texts }: Context): readonly (Cell | string)[] {
  const given = { text: texts(grantable ? 'value.yes' : 'value.no'), style: (text: string) => screen.styled(grantable ? 'green' : 'dim', text) };
  return [scope, kind, given, title[texts.language]];
}
