import { answerOf } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { connect } from '../session/connection.js';
import { card } from '../terminal/table.js';
import { shortTime } from '../terminal/times.js';
import { fieldsOf } from './token-card.js';
import { withTokenId } from './token-id.js';

interface ShowOptions {
  readonly asOf?: string;
  readonly json?: true;
}

export function addShowToken(program: Command, context: Context): void {
  const { texts } = context;
  withTokenId(program.command('show').description(texts('help.show')), context)
    .option('--as-of <when>', texts('option.asOf'))
    .option('--json', texts('option.json'))
    .action((id: string, options: ShowOptions) => show(id, options, context));
}

async function show(id: string, { asOf, json }: ShowOptions, context: Context): Promise<void> {
  const { screen, texts } = context;
  const { client } = connect(context);
  const params = { path: { id } };
  const { body: token } = await answerOf(client.GET('/api/v1/api-keys/{id}', { params: { ...params, query: asOf === undefined ? {} : { asOf } } }));
  if (json) {
    screen.json(token);
    return;
  }
  // Of its secrets the service tells those of now alone.
  if (asOf !== undefined) {
    screen.line(card(fieldsOf(token, context), screen.width));
    return;
  }
  const { body: secrets } = await answerOf(client.GET('/api/v1/api-keys/{id}/secrets', { params }));
  const { current, previous } = secrets;
  const labels = previous === null ? `${current.prefix}…` : texts('value.until', { prefix: current.prefix, previous: previous.prefix, time: shortTime(previous.validUntil) });
  screen.line(card([...fieldsOf(token, context), [texts('field.secret'), labels]], screen.width));
}
