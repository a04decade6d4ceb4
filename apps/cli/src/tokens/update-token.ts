import { answerOf, type operations, SCOPES } from '@portcullis/management-client';
import { type Command, Option } from 'commander';
import type { Context } from '../command-line/context.js';
import { instantOf, metadataOf } from '../command-line/values.js';
import { UsageFailure } from '../failures/command-failure.js';
import { type ChangeOptions, changeHeaders, patienceMs, versionHeader, withChangeOptions, withVersionOption } from '../receipts/change-options.js';
import { connect } from '../session/connection.js';
import { finishTokenChange } from './finish-token-change.js';
import { withTokenId } from './token-id.js';

type Changes = operations['updateApiToken']['requestBody']['content']['application/json'];

interface Options extends ChangeOptions {
  readonly name?: string;
  readonly scope?: NonNullable<Changes['scopes']>;
  readonly expires?: string;
  readonly notBefore?: string;
  readonly allow?: string[];
  readonly description?: string;
  readonly metadata?: readonly string[];
  readonly ifVersion?: string;
}

export function addUpdateToken(program: Command, context: Context): void {
  const { texts } = context;
  const command = withTokenId(program.command('update').description(texts('help.update')), context)
    .option('--name <name>', texts('option.name'))
    .addOption(new Option('--scope <scope...>', texts('option.newScope')).choices(SCOPES))
    .option('--expires <when>', texts('option.expiresOrNever'))
    .option('--not-before <when>', texts('option.notBeforeOrNow'))
    .option('--allow <address...>', texts('option.allowOrAny'))
    .option('--description <text>', texts('option.newDescription'))
    .option('--metadata <pair...>', texts('option.newMetadata'));
  withChangeOptions(withVersionOption(command, context), context).action((id: string, options: Options) => update(id, options, context));
}

async function update(id: string, options: Options, context: Context): Promise<void> {
  const patience = patienceMs(options, context);
  const body = changesOf(options, context);
  const header = { ...changeHeaders(options), ...versionHeader(options.ifVersion, context) };
  const { client } = connect(context);
  const answer = await answerOf(client.PATCH('/api/v1/api-keys/{id}', { params: { path: { id }, header }, body }));
  await finishTokenChange(answer.body, 'update.done', { client, patienceMs: patience, json: options.json === true }, context);
}

function changesOf(options: Options, { texts }: Context): Changes {
  const { name, scope, expires, notBefore, allow, description, metadata } = options;
  const nowMs = Date.now();
  const changes = {
    ...(name !== undefined && { name }),
    ...(scope && { scopes: scope }),
    ...(expires !== undefined && { expiresAt: expires === 'never' ? null : instantOf(expires, nowMs) }),
    ...(notBefore !== undefined && { notBefore: notBefore === 'now' ? null : instantOf(notBefore, nowMs) }),
    ...(allow && { allowedIps: isOnly(allow, 'any') ? null : allow }),
    ...(description !== undefined && { description }),
    ...(metadata && { metadata: isOnly(metadata, 'none') ? null : metadataOf(metadata, texts) }),
  };
  if (Object.keys(changes).length === 0) throw new UsageFailure(texts('error.noChange'));
  return changes;
}

function isOnly(values: readonly string[], word: string): boolean {
  return values.length === 1 && values[0] === word;
}
