import { answerOf, type LoggedIn, logIn, managementClient } from '@portcullis/management-client';
import type { Command } from 'commander';
import type { Context } from '../command-line/context.js';
import { addressOf, DEFAULT_URL } from './address.js';
import { ask, askSecret, readSecret } from './ask.js';
import { urlOf } from './connection.js';
import { findSession, keepSession, sessionFile } from './session-file.js';

interface Options {
  readonly url?: string;
  readonly email?: string;
  readonly passwordStdin?: true;
}

export function addLogIn(program: Command, context: Context): void {
  const { texts } = context;
  program
    .command('login')
    .description(texts('help.login'))
    .option('--url <url>', texts('option.url'))
    .option('--email <email>', texts('option.email'))
    .option('--password-stdin', texts('option.passwordStdin'))
    .action((options: Options) => begin(options, context));
}

/** A password is asked for or read from standard input, never taken as an option: every user of a machine sees those. */
async function begin(options: Options, context: Context): Promise<void> {
  const { env, texts, screen, signal } = context;
  const file = sessionFile(env);
  const url = addressOf(options.url ?? (env['PORTCULLIS_URL'] || (await askForUrl(options, context, file))), env, texts);
  const email = options.email ?? (await ask(context, texts('ask.email')));
  const password = options.passwordStdin === true ? await readSecret(context) : await askSecret(context, texts('ask.password'));
  const loggedIn = await logIn({ url, signal }, email, password);
  const { session } = loggedIn;
  await keepOrEnd(file, url, loggedIn);
  screen.note(texts('login.done', { url, email: session.user.email, role: session.user.role, workspace: session.workspace.name }));
  if (session.user.mustChangePassword) screen.note(texts('login.changePassword'));
  if (env['PORTCULLIS_TOKEN']) screen.note(texts('login.tokenWins'));
}

/** A session that is kept nowhere would stay open on the server, and nobody could end it. */
async function keepOrEnd(file: string, url: string, { session, credentials }: LoggedIn): Promise<void> {
  try {
    keepSession(file, { url, email: session.user.email, cookie: credentials.cookie });
  } catch (error) {
    await answerOf(managementClient({ url, credentials }).DELETE('/api/v1/session')).catch(() => undefined);
    throw error;
  }
}

/** A script that gives the password on standard input is not asked: it has the address of the last session, or the default. */
async function askForUrl({ passwordStdin }: Options, context: Context, file: string): Promise<string> {
  const offer = urlOf(findSession(file)) ?? DEFAULT_URL;
  return passwordStdin === true ? offer : ask(context, context.texts('ask.url'), offer);
}
