import { type Credentials, type LoggedIn, logIn, managementClient, type ManagementClient } from '@portcullis/management-client';
import { rememberRequest, rememberSecrets, rememberSecretsIn } from './made-secrets.js';

/** A client of token-service; the secrets of what it sends and gets are remembered, for no log to hold them. */
export function rememberingClient(url: string, credentials?: Credentials): ManagementClient {
  const client = managementClient({ url, credentials });
  client.use({
    onRequest: async ({ request }) => {
      rememberRequest(request.headers, await request.clone().text());
      return undefined;
    },
    onResponse: async ({ response }) => {
      rememberSecretsIn(`${response.headers.getSetCookie().join(' ')} ${await response.clone().text()}`);
      return undefined;
    },
  });
  return client;
}

export async function logInRemembered(url: string, email: string, password: string): Promise<LoggedIn> {
  const loggedIn = await logIn({ url }, email, password);
  rememberSecrets(password);
  rememberSecretsIn(loggedIn.credentials.cookie);
  return loggedIn;
}
