import { type Credentials, managementClient, type ManagementClient } from '@portcullis/management-client';
import type { Context } from '../command-line/context.js';
import { CommandFailure } from '../failures/command-failure.js';
import { EXIT } from '../failures/exit-codes.js';
import { addressOf, DEFAULT_URL } from './address.js';
import { findSession, type Found, sessionFile } from './session-file.js';

export interface Connection {
  readonly url: string;
  readonly client: ManagementClient;
}

/**
 * token-service as whoever runs the command: by PORTCULLIS_TOKEN, else by the session of `login`.
 *
 * @throws CommandFailure where there is neither; a session is of one address, and its cookie is sent to no other
 */
export function connect({ env, texts, signal }: Context): Connection {
  const file = sessionFile(env);
  const found = findSession(file);
  const url = addressOf(env['PORTCULLIS_URL'] || urlOf(found) || DEFAULT_URL, env, texts);
  const credentials = credentialsFor(url, env, found);
  if (credentials !== undefined) return { url, client: managementClient({ url, credentials, signal }) };
  const why = found === 'open' ? texts('error.sessionOpen', { file }) : `${texts('error.notSignedIn', { url })} ${texts('error.signIn')}`;
  throw new CommandFailure(why, EXIT.notAllowed);
}

/** The address of the session, as the next log-in offers it. */
export function urlOf(found: Found): string | undefined {
  return typeof found === 'object' ? found.url : undefined;
}

function credentialsFor(url: string, env: NodeJS.ProcessEnv, found: Found): Credentials | undefined {
  const token = env['PORTCULLIS_TOKEN'];
  if (token) return { token };
  return typeof found === 'object' && found.url === url ? { cookie: found.cookie } : undefined;
}
