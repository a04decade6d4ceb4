import { type Answer as AnswerOf, answerOf, type ApiToken, type ManagementClient, type operations, type Receipt, type Session } from '@portcullis/management-client';
import { type Answer, call } from './json-answer.js';
import { logInRemembered, rememberingClient } from './remembering-client.js';

type BodyOf<Operation extends { requestBody: { content: { 'application/json': unknown } } }> = Operation['requestBody']['content']['application/json'];
export type TokenWish = BodyOf<operations['issueApiToken']>;

export interface IssuedToken {
  readonly id: string;
  readonly token: string;
  readonly answer: AnswerOf<{ readonly apiToken: ApiToken; readonly receipt: Receipt }>;
}

/** Requests under way at a time where many are made. */
const AT_ONCE = 8;

const at = (id: string) => ({ params: { path: { id } } });

/** A person who administers tokens over HTTP, with a session's cookie. Everything secret that it got is remembered. */
export class Operator {
  readonly secrets: string[] = [];
  /** For what is not named here; wrap each call in `answerOf`. */
  readonly api: ManagementClient;

  private constructor(
    url: string,
    readonly cookie: string,
    private readonly password: string,
    readonly session: Session,
  ) {
    this.api = rememberingClient(url, { cookie });
    this.secrets.push(cookie.slice(cookie.indexOf('=') + 1));
  }

  static async logIn(url: string, email: string, password: string): Promise<Operator> {
    const { session, credentials } = await logInRemembered(url, email, password);
    return new Operator(url, credentials.cookie, password, session);
  }

  async issue(wish: TokenWish, header: { readonly Prefer?: string } = {}): Promise<IssuedToken> {
    const answer = await answerOf(this.api.POST('/api/v1/api-keys', { params: { header }, body: wish }));
    const { token, apiToken } = answer.body;
    if (token === null) throw new Error(`${apiToken.id} came without its secret.`);
    this.secrets.push(token);
    return { id: apiToken.id, token, answer };
  }

  /** Issued side by side, and not waited for: whoever needs them confirmed waits for the receipt of a later change. */
  async issueMany(count: number, wish: TokenWish): Promise<readonly IssuedToken[]> {
    const left = Array.from({ length: count }, (_, index) => index);
    const issued: IssuedToken[] = [];
    const issueInTurn = async (): Promise<void> => {
      while (left.pop() !== undefined) issued.push(await this.issue(wish, { Prefer: 'respond-async' }));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, issueInTurn));
    return issued;
  }

  /** The password is said again before. @param selection the tokens, by ids or by a filter */
  async revokeMany(selection: BodyOf<operations['revokeApiTokens']>) {
    await answerOf(this.api.POST('/api/v1/session/confirm', { body: { password: this.password } }));
    return answerOf(this.api.POST('/api/v1/api-keys/revoke', { body: selection }));
  }

  receipt(position: number) {
    return answerOf(this.api.GET('/api/v1/receipts/{position}', { params: { path: { position: String(position) } } }));
  }

  replicas() {
    return answerOf(this.api.GET('/api/v1/replicas'));
  }

  show(id: string) {
    return answerOf(this.api.GET('/api/v1/api-keys/{id}', at(id)));
  }

  events(id: string) {
    return answerOf(this.api.GET('/api/v1/api-keys/{id}/events', at(id)));
  }

  revoke(id: string) {
    return answerOf(this.api.DELETE('/api/v1/api-keys/{id}', { ...at(id), body: { reason: 'over' } }));
  }

  logOut() {
    return answerOf(this.api.DELETE('/api/v1/session'));
  }
}

/** What an integration does: one call of the public API with its token. */
export function callItems(inventoryUrl: string, token: string, query = ''): Promise<Answer> {
  return call(`${inventoryUrl}/public/v1/items${query}`, { headers: { authorization: `Bearer ${token}` } });
}
