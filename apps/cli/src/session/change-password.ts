import { answerOf } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { UsageFailure } from '../failures/command-failure.js';
import { askSecret, readSecret } from './ask.js';
import { connect } from './connection.js';

interface Passwords {
  readonly currentPassword: string;
  readonly newPassword: string;
}

export function addChangePassword(program: Command, context: Context): void {
  const { texts } = context;
  program
    .command('password')
    .description(texts('help.password'))
    .option('--password-stdin', texts('option.passwordsStdin'))
    .action(async ({ passwordStdin }: { readonly passwordStdin?: true }) => {
      const { client } = connect(context);
      const body = passwordStdin === true ? await readBoth(context) : await askForBoth(context);
      await answerOf(client.PUT('/api/v1/session/password', { body }));
      context.screen.note(texts('password.done'));
    });
}

/** Asked for twice, as nobody sees what is typed. */
async function askForBoth(context: Context): Promise<Passwords> {
  const { texts } = context;
  const currentPassword = await askSecret(context, texts('ask.password'));
  const newPassword = await askSecret(context, texts('ask.newPassword'));
  if (newPassword !== (await askSecret(context, texts('ask.newPasswordAgain')))) throw new UsageFailure(texts('error.passwordsDiffer'));
  return { currentPassword, newPassword };
}

async function readBoth(context: Context): Promise<Passwords> {
  const [currentPassword = '', newPassword = ''] = (await readSecret(context)).split(/\r?\n/);
  if (newPassword === '') throw new UsageFailure(context.texts('error.noPassword'));
  return { currentPassword, newPassword };
}
