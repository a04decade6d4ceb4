import { type Answer, answerOf, type ManagementClient, type operations, SCOPES, type UserChanged } from '@portcullis/management-client';
import { type Command, Option } from 'commander';
import type { Context } from '../command-line/context.js';
import { UsageFailure } from '../failures/command-failure.js';
import type { MessageKey } from '../messages/english.js';
import { type ChangeOptions, changeHeaders, patienceMs, withChangeOptions } from '../receipts/change-options.js';
import { finishChange } from '../receipts/finish-change.js';
import { untilNoneRemains } from '../receipts/until-none-remains.js';
import { confirmed } from '../session/confirmed.js';
import { connect } from '../session/connection.js';
import { ROLES } from './add-user.js';
import { withUserId } from './user-id.js';

type Changes = operations['updateUser']['requestBody']['content']['application/json'];

interface UpdateOptions extends ChangeOptions {
  readonly role?: NonNullable<Changes['role']>;
  readonly mayGrant?: readonly string[];
}

interface Target {
  readonly path: { readonly id: string };
  readonly header: { readonly Prefer?: string };
}

type Change = (client: ManagementClient, params: Target) => Promise<Answer<UserChanged>>;

const suspend: Change = (client, params) => answerOf(client.POST('/api/v1/users/{id}/suspend', { params }));
const resume: Change = (client, params) => answerOf(client.POST('/api/v1/users/{id}/resume', { params }));
const remove: Change = (client, params) => answerOf(client.DELETE('/api/v1/users/{id}', { params }));

/** What changes a user, and takes their user tokens along. */
export function addChangeUser(program: Command, context: Context): void {
  const { texts } = context;
  const update = withUserId(program.command('update').description(texts('help.userUpdate')), context)
    .addOption(new Option('--role <role>', texts('option.role')).choices(ROLES))
    .addOption(new Option('--may-grant <scope...>', texts('option.newMayGrant')).choices([...SCOPES, 'all']));
  withChangeOptions(update, context).action((id: string, options: UpdateOptions) => {
    const body = changesOf(options, context);
    return finish(id, options, (client, params) => answerOf(client.PATCH('/api/v1/users/{id}', { params, body })), 'user.changed', context);
  });
  for (const [name, help, change, done] of [
    ['suspend', 'help.userSuspend', suspend, 'user.suspended'],
    ['resume', 'help.userResume', resume, 'user.resumed'],
    ['remove', 'help.userRemove', remove, 'user.removed'],
  ] as const) {
    withChangeOptions(withUserId(program.command(name).description(texts(help)), context), context).action((id: string, options: ChangeOptions) => finish(id, options, change, done, context));
  }
}

function changesOf({ role, mayGrant }: UpdateOptions, { texts }: Context): Changes {
  const isAll = mayGrant?.length === 1 && mayGrant[0] === 'all';
  const body = { ...(role && { role }), ...(mayGrant && { grantableScopes: isAll ? null : SCOPES.filter((scope) => mayGrant.includes(scope)) }) };
  if (Object.keys(body).length === 0) throw new UsageFailure(texts('error.noUserChange'));
  return body;
}

async function finish(id: string, options: ChangeOptions, change: Change, done: MessageKey, context: Context): Promise<void> {
  const { screen, texts } = context;
  const patience = patienceMs(options, context);
  const { client } = connect(context);
  const params = { path: { id }, header: changeHeaders(options) };
  const send = async (): Promise<UserChanged> => (await confirmed(client, context, () => change(client, params))).body;
  const tellTokens = (count: number): void => {
    if (count > 0) screen.note(texts('user.tokens', { count }));
  };
  const { last, changed } = await untilNoneRemains({ send, progressOf: ({ tokens }) => tokens, tellStopped: tellTokens }, context);
  const body = { ...last, tokens: { ...last.tokens, changed } };
  const tell = ({ user }: UserChanged): void => {
    screen.line(texts(done, { id: user.id, email: user.email, role: user.role }));
    if (changed > 0) screen.line(texts('user.tokens', { count: changed }));
  };
  await finishChange(body, { client, patienceMs: patience, json: options.json === true, tell }, context);
}
