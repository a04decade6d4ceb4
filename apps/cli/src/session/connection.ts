import { type Credentials, managementClient, type ManagementClient, type ManagementClientOptions } from '@portcullis/management-client';
import type { Context } from '../command-line/context.js';
import { CommandFailure, UsageFailure } from '../failures/command-failure.js';
import { EXIT } from '../failures/exit-codes.js';
import { addressOf, DEFAULT_URL } from './address.js';
import { findSession, type Found, sessionFile } from './session-file.js';

export interface Connection {
  readonly url: string;
  readonly client: ManagementClient;
  /** For what comes as a file. */
  readonly access: ManagementClientOptions;
}

/**
 * token-service as whoever runs the command: by PORTCULLIS_TOKEN, else by the session of `login`.
 *
 * @throws UsageFailure where PORTCULLIS_TOKEN cannot be a token, CommandFailure where there is neither; a session is of one address, and its cookie is sent to no other
 */
export function connect(context: Context): Connection {
  const { env, texts, signal } = context;
  const file = sessionFile(env);
  const found = findSession(file);
  const url = addressOf(env['PORTCULLIS_URL'] || urlOf(found) || DEFAULT_URL, env, texts);
  const credentials = credentialsFor(url, context, found);
  if (credentials !== undefined) {
    const access = { url, credentials, signal };
    return { url, client: managementClient(access), access };
  }
  const why = found === 'open' ? texts('error.sessionOpen', { file }) : `${texts('error.notSignedIn', { url })} ${texts('error.signIn')}`;
  throw new CommandFailure(why, EXIT.notAllowed);
}

/** The address of the session, as the next log-in offers it. */
export function urlOf(found: Found): string | undefined {
  return typeof found === 'object' ? found.url : undefined;
}

/** Visible ASCII, as a header takes it. */
const TOKEN = /^[\x21-\x7e]+$/;

function credentialsFor(url: string, { env, texts }: Context, found: Found): Credentials | undefined {
  const token = env['PORTCULLIS_TOKEN']?.trim() ?? '';
  if (token !== '') {
    // Not quoted: it may be a secret with something beside it.
    if (!TOKEN.test(token)) throw new UsageFailure(texts('error.token'));
    return { token };
  }
  return typeof found === 'object' && found.url === url ? { cookie: found.cookie } : undefined;
}
