import { answerOf } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { connect } from '../session/connection.js';
import { card } from '../terminal/table.js';
import { addAddUser } from './add-user.js';
import { addChangeUser } from './change-user.js';
import { addResetPassword } from './reset-password.js';
import { fieldsOfUser } from './user-card.js';
import { withUserId } from './user-id.js';

/** `user …`: one person of the workspace. */
export function addUserCommands(program: Command, context: Context): void {
  const user = program.command('user').description(context.texts('help.user'));
  addAddUser(user, context);
  addShowUser(user, context);
  addChangeUser(user, context);
  addResetPassword(user, context);
}

function addShowUser(program: Command, context: Context): void {
  const { texts } = context;
  withUserId(program.command('show').description(texts('help.userShow')), context)
    .option('--json', texts('option.json'))
    .action((id: string, { json }: { readonly json?: true }) => show(id, json === true, context));
}

async function show(id: string, json: boolean, context: Context): Promise<void> {
  const { screen } = context;
  const { body } = await answerOf(connect(context).client.GET('/api/v1/users/{id}', { params: { path: { id } } }));
  if (json) screen.json(body);
  else screen.line(card(fieldsOfUser(body, context), screen.width));
}
