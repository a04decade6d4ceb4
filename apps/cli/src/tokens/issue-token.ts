import { answerOf, BUNDLES, type operations, SCOPES } from '@portcullis/management-client';
import { type Command, Option } from 'commander';
import { randomUUID } from 'node:crypto';
import type { Context } from '../command-line/context.js';
import { instantOf, metadataOf } from '../command-line/values.js';
import { UsageFailure } from '../failures/command-failure.js';
import { type ChangeOptions, changeHeaders, patienceMs, withChangeOptions } from '../receipts/change-options.js';
import { finishChange } from '../receipts/finish-change.js';
import { connect } from '../session/connection.js';
import { oweSecret, tellSecret } from './tell-secret.js';

type Wish = operations['issueApiToken']['requestBody']['content']['application/json'];

interface Options extends ChangeOptions {
  readonly name: string;
  readonly scope?: NonNullable<Wish['scopes']>;
  readonly bundle?: NonNullable<Wish['bundle']>;
  readonly expires?: string;
  readonly notBefore?: string;
  readonly allow?: string[];
  readonly description?: string;
  readonly metadata?: readonly string[];
  readonly kind?: NonNullable<Wish['kind']>;
  readonly environment?: NonNullable<Wish['environment']>;
  readonly idempotencyKey?: string;
}

export function addIssueToken(program: Command, context: Context): void {
  const { texts } = context;
  const command = program
    .command('issue')
    .description(texts('help.issue'))
    .requiredOption('--name <name>', texts('option.name'))
    .addOption(new Option('--scope <scope...>', texts('option.scope')).choices(SCOPES))
    .addOption(new Option('--bundle <level>', texts('option.bundle')).choices(BUNDLES))
    .option('--expires <when>', texts('option.expires'))
    .option('--not-before <when>', texts('option.notBefore'))
    .option('--allow <address...>', texts('option.allow'))
    .option('--description <text>', texts('option.description'))
    .option('--metadata <pair...>', texts('option.metadata'))
    .addOption(new Option('--kind <kind>', texts('option.kind')).choices(['user', 'workspace']))
    .addOption(new Option('--environment <name>', texts('option.environment')).choices(['live', 'test']))
    .option('--idempotency-key <key>', texts('option.idempotencyKey'));
  withChangeOptions(command, context).action((options: Options) => issue(options, context));
}

async function issue(options: Options, context: Context): Promise<void> {
  const patience = patienceMs(options, context);
  const wish = wishOf(options, context);
  const { client } = connect(context);
  // With a key the client may send it again after a lost answer: the token is issued once.
  const header = { 'Idempotency-Key': options.idempotencyKey ?? randomUUID(), ...changeHeaders(options) };
  const { body } = await answerOf(client.POST('/api/v1/api-keys', { params: { header }, body: wish }));
  const { json } = options;
  // Without a secret there is nothing to wait for, but what was answered is still asked for.
  if (json && body.token === null) context.screen.json(body);
  oweSecret(body.token, body.apiToken, context);
  const tell = ({ token, apiToken }: typeof body): void => {
    context.screen.note(context.texts('issue.done', { id: apiToken.id, name: apiToken.name }));
    tellSecret(token, context);
  };
  await finishChange(body, { client, patienceMs: patience, json: json === true, tell }, context);
}

/** What is not said is left to the service. */
function wishOf(options: Options, { texts }: Context): Wish {
  const { name, scope, bundle, expires, notBefore, allow, description, metadata, kind, environment } = options;
  if (scope === undefined && bundle === undefined) throw new UsageFailure(texts('error.noScopes'));
  const nowMs = Date.now();
  return {
    name,
    ...(scope && { scopes: scope }),
    ...(bundle && { bundle }),
    ...(expires !== undefined && { expiresAt: instantOf(expires, nowMs) }),
    ...(notBefore !== undefined && { notBefore: instantOf(notBefore, nowMs) }),
    ...(allow && { allowedIps: allow }),
    ...(description !== undefined && { description }),
    ...(metadata && { metadata: metadataOf(metadata, texts) }),
    ...(kind && { kind }),
    ...(environment && { environment }),
  };
}
