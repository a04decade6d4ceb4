import { answerOf, type Receipt } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { wholeNumberOf } from '../command-line/values.js';
import { connect } from '../session/connection.js';
import { table } from '../terminal/table.js';
import { awaitReceipt, notConfirmedYet } from './await-receipt.js';
import { type ChangeOptions, patienceMs, withChangeOptions } from './change-options.js';

export function addShowReceipt(program: Command, context: Context): void {
  const { texts } = context;
  withChangeOptions(program.command('receipt').description(texts('help.receipt')).argument('<position>', texts('argument.position')), context).action(
    (position: string, options: ChangeOptions) => show(position, options, context),
  );
}

async function show(given: string, options: ChangeOptions, context: Context): Promise<void> {
  const { screen, texts } = context;
  const patience = patienceMs(options, context) ?? 0;
  const position = String(wholeNumberOf('receipt', given, texts));
  const { client } = connect(context);
  const { body } = await answerOf(client.GET('/api/v1/receipts/{position}', { params: { path: { position } } }));
  const receipt = await awaitReceipt(client, body, patience, context);
  if (options.json) screen.json(receipt);
  else tell(receipt, context);
  if (!receipt.confirmed) throw notConfirmedYet(receipt, texts);
}

function tell(receipt: Receipt, { screen, texts }: Context): void {
  const { replicas, confirmed } = receipt;
  const columns = [{ title: texts('column.service') }, { title: texts('column.boot'), yields: true }, { title: texts('column.applied') }, { title: texts('column.confirmedBy') }];
  const rows = replicas.map(({ service, boot, appliedPosition, confirmedBy }) => [service, boot, String(appliedPosition ?? texts('value.none')), confirmedBy ?? texts('value.notYet')]);
  if (rows.length > 0) screen.line(table(columns, rows, screen.width));
  if (confirmed) screen.note(rows.length === 0 ? texts('wait.none') : texts('wait.confirmed', { count: rows.length }));
}
