import { answerOf, type ManagementClient } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { type ChangeOptions, changeHeaders, patienceMs, versionHeader, withChangeOptions, withVersionOption } from '../receipts/change-options.js';
import { confirmed } from '../session/confirmed.js';
import { connect } from '../session/connection.js';
import { finishTokenChange } from './finish-token-change.js';
import { withTokenId } from './token-id.js';

interface Options extends ChangeOptions {
  readonly reason?: string;
  readonly ifVersion?: string;
}

interface Target {
  readonly path: { readonly id: string };
  readonly header: { readonly Prefer?: string; readonly 'If-Match'?: string };
}

type Change = (client: ManagementClient, params: Target, reason: { readonly reason?: string }) => ReturnType<typeof revoke>;

function revoke(client: ManagementClient, params: Target, reason: { readonly reason?: string }) {
  return answerOf(client.DELETE('/api/v1/api-keys/{id}', { params, body: reason }));
}

function disable(client: ManagementClient, params: Target, reason: { readonly reason?: string }) {
  return answerOf(client.POST('/api/v1/api-keys/{id}/disable', { params, body: reason }));
}

function enable(client: ManagementClient, params: Target) {
  return answerOf(client.POST('/api/v1/api-keys/{id}/enable', { params }));
}

/** What closes a token and opens it again. */
export function addOpenAndCloseToken(program: Command, context: Context): void {
  add(program, context, 'disable', disable);
  add(program, context, 'enable', enable);
  add(program, context, 'revoke', revoke);
}

function add(program: Command, context: Context, name: 'disable' | 'enable' | 'revoke', change: Change): void {
  const { texts } = context;
  const command = withTokenId(program.command(name).description(texts(`help.${name}`)), context);
  if (name !== 'enable') command.option('--reason <text>', texts('option.reason'));
  withChangeOptions(withVersionOption(command, context), context).action(async (id: string, options: Options) => {
    const patience = patienceMs(options, context);
    const params = { path: { id }, header: { ...changeHeaders(options), ...versionHeader(options.ifVersion, context) } };
    const { client } = connect(context);
    const reason = options.reason === undefined ? {} : { reason: options.reason };
    const { body } = await confirmed(client, context, () => change(client, params, reason));
    await finishTokenChange(body, `${name}.done`, { client, patienceMs: patience, json: options.json === true }, context);
  });
}
