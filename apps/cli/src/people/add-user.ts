import { answerOf, type operations, SCOPES } from '@portcullis/management-client';
import { type Command, Option } from 'commander';
import type { Context } from '../command-line/context.js';
import { confirmed } from '../session/confirmed.js';
import { connect } from '../session/connection.js';
import { tellPassword } from './tell-password.js';

type Wish = operations['createUser']['requestBody']['content']['application/json'];

interface Options {
  readonly email: string;
  readonly role: Wish['role'];
  readonly mayGrant?: NonNullable<Wish['grantableScopes']>;
  readonly json?: true;
}

/** From the least that one may to the most. */
export const ROLES = ['member', 'auditor', 'admin', 'owner'] as const satisfies readonly Wish['role'][];

export function addAddUser(program: Command, context: Context): void {
  const { texts } = context;
  program
    .command('add')
    .description(texts('help.userAdd'))
    .requiredOption('--email <email>', texts('option.userEmail'))
    .addOption(new Option('--role <role>', texts('option.role')).choices(ROLES).makeOptionMandatory())
    .addOption(new Option('--may-grant <scope...>', texts('option.mayGrant')).choices(SCOPES))
    .option('--json', texts('option.json'))
    .action((options: Options) => add(options, context));
}

async function add({ email, role, mayGrant, json }: Options, context: Context): Promise<void> {
  const { client } = connect(context);
  const body = { email, role, ...(mayGrant && { grantableScopes: mayGrant }) };
  const made = await confirmed(client, context, () => answerOf(client.POST('/api/v1/users', { body })));
  tellPassword(made.body, 'user.added', json === true, context);
}
