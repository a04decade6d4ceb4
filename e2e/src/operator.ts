import { type Answer, call, objectIn, textIn } from './json-answer.js';

export interface IssuedToken {
  readonly id: string;
  readonly token: string;
  readonly answer: Answer;
}

/** Requests under way at a time where many are made. */
const AT_ONCE = 8;

/** A person who administers tokens over HTTP, with a session's cookie. Everything secret that it got is remembered. */
export class Operator {
  readonly secrets: string[] = [];

  private constructor(
    private readonly url: string,
    readonly cookie: string,
    private readonly password: string,
    /** What the log-in answered. */
    readonly logIn: Answer,
  ) {
    this.secrets.push(cookie.slice(cookie.indexOf('=') + 1));
  }

  static async logIn(url: string, email: string, password: string): Promise<Operator> {
    const answer = await call(`${url}/api/v1/session`, json('POST', { email, password }));
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie === undefined) throw new Error(`No session: ${answer.status} ${JSON.stringify(answer.body)}`);
    return new Operator(url, cookie, password, answer);
  }

  async issue(wish: object, headers: Readonly<Record<string, string>> = {}): Promise<IssuedToken> {
    const answer = await this.tryToIssue(wish, headers);
    if (answer.status >= 300) throw new Error(`Not issued: ${answer.status} ${JSON.stringify(answer.body)}`);
    const token = textIn(answer.body, 'token');
    this.secrets.push(token);
    return { id: textIn(objectIn(answer.body, 'apiToken'), 'id'), token, answer };
  }

  /** The answer, whatever it is. */
  tryToIssue(wish: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.call('/api/v1/api-keys', json('POST', wish, headers));
  }

  /** Issued side by side, and not waited for: whoever needs them confirmed waits for the receipt of a later change. */
  async issueMany(count: number, wish: object): Promise<readonly IssuedToken[]> {
    const left = Array.from({ length: count }, (_, index) => index);
    const issued: IssuedToken[] = [];
    const issueInTurn = async (): Promise<void> => {
      while (left.pop() !== undefined) issued.push(await this.issue(wish, { prefer: 'respond-async' }));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, issueInTurn));
    return issued;
  }

  /** The password is said again before. @param selection the tokens, by ids or by a filter */
  async revokeMany(selection: object): Promise<Answer> {
    await this.call('/api/v1/session/confirm', json('POST', { password: this.password }));
    return this.call('/api/v1/api-keys/revoke', json('POST', selection));
  }

  receipt(position: number): Promise<Answer> {
    return this.call(`/api/v1/receipts/${position}`);
  }

  replicas(): Promise<Answer> {
    return this.call('/api/v1/replicas');
  }

  show(id: string): Promise<Answer> {
    return this.call(`/api/v1/api-keys/${id}`);
  }

  events(id: string): Promise<Answer> {
    return this.call(`/api/v1/api-keys/${id}/events`);
  }

  revoke(id: string): Promise<Answer> {
    return this.call(`/api/v1/api-keys/${id}?reason=over`, { method: 'DELETE' });
  }

  logOut(): Promise<Answer> {
    return this.call('/api/v1/session', { method: 'DELETE' });
  }

  private call(path: string, init: RequestInit = {}): Promise<Answer> {
    return call(`${this.url}${path}`, { ...init, headers: { ...(init.headers as Record<string, string> | undefined), cookie: this.cookie } });
  }
}

/** What an integration does: one call of the public API with its token. */
export function callItems(inventoryUrl: string, token: string, query = ''): Promise<Answer> {
  return call(`${inventoryUrl}/public/v1/items${query}`, { headers: { authorization: `Bearer ${token}` } });
}

function json(method: string, body: object, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
