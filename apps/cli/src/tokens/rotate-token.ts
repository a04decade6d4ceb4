import { answerOf } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { secondsOf } from '../command-line/values.js';
import { type ChangeOptions, changeHeaders, patienceMs, versionHeader, withChangeOptions, withVersionOption } from '../receipts/change-options.js';
import { finishChange } from '../receipts/finish-change.js';
import { confirmed } from '../session/confirmed.js';
import { connect } from '../session/connection.js';
import { shortTime } from '../terminal/times.js';
import { oweSecret, tellSecret } from './tell-secret.js';
import { withTokenId } from './token-id.js';

interface Options extends ChangeOptions {
  readonly grace: string;
  readonly ifVersion?: string;
}

export function addRotateToken(program: Command, context: Context): void {
  const { texts } = context;
  const command = withTokenId(program.command('rotate').description(texts('help.rotate')), context).option('--grace <time>', texts('option.grace'), '0s');
  withChangeOptions(withVersionOption(command, context), context).action((id: string, options: Options) => rotate(id, options, context));
}

/** Never sent again by itself: a second rotation would end the secret that the first one gave. */
async function rotate(id: string, options: Options, context: Context): Promise<void> {
  const { screen, texts } = context;
  const patience = patienceMs(options, context);
  const gracePeriodSeconds = secondsOf('--grace', options.grace, texts);
  const header = { ...changeHeaders(options), ...versionHeader(options.ifVersion, context) };
  const { client } = connect(context);
  const rotated = () => answerOf(client.POST('/api/v1/api-keys/{id}/rotate', { params: { path: { id }, header }, body: { gracePeriodSeconds } }));
  const { body } = await confirmed(client, context, rotated);
  oweSecret(body.token, body.apiToken, context);
  const tell = ({ token, apiToken }: typeof body): void => {
    screen.note(texts('rotate.done', { id: apiToken.id, name: apiToken.name }));
    tellSecret(token, context);
    if (gracePeriodSeconds > 0) screen.note(texts('rotate.old', { time: shortTime(new Date(Date.now() + gracePeriodSeconds * 1_000).toISOString()) }));
  };
  await finishChange(body, { client, patienceMs: patience, json: options.json === true, tell }, context);
}
