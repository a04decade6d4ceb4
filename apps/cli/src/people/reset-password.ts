import { answerOf } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { confirmed } from '../session/confirmed.js';
import { connect } from '../session/connection.js';
import { tellPassword } from './tell-password.js';
import { withUserId } from './user-id.js';

export function addResetPassword(program: Command, context: Context): void {
  const { texts } = context;
  withUserId(program.command('reset-password').description(texts('help.userResetPassword')), context)
    .option('--json', texts('option.json'))
    .action((id: string, { json }: { readonly json?: true }) => reset(id, json === true, context));
}

async function reset(id: string, json: boolean, context: Context): Promise<void> {
  const { client } = connect(context);
  const { body } = await confirmed(client, context, () => answerOf(client.POST('/api/v1/users/{id}/reset-password', { params: { path: { id } } })));
  tellPassword(body, 'user.reset', json, context);
}
