import { JsonClient } from './json-client.js';

export interface Issued {
  readonly id: string;
  readonly token: string;
}

interface Receipt {
  readonly position: number;
  readonly confirmed: boolean;
  readonly replicas: readonly { readonly confirmedBy: string | null }[];
}

const CONFIRMED_AFTER_TRIES = 30;

/** Who issues and revokes tokens over HTTP, with a session's cookie. */
export class Operator {
  private constructor(
    private readonly client: JsonClient,
    private readonly cookie: string,
  ) {}

  /** @throws where the log-in is refused. */
  static async logIn(url: string, email: string, password: string): Promise<Operator> {
    const client = new JsonClient(url);
    const answer = await client.call('POST', '/api/v1/session', {}, { email, password });
    const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0];
    if (answer.status !== 200 || cookie === undefined) throw new Error(`the log-in was answered with ${answer.status}`);
    return new Operator(client, cookie);
  }

  /** @param wait for the confirmation; else the token may not be known everywhere yet. */
  async issue(name: string, wait: boolean): Promise<Issued> {
    const headers = { cookie: this.cookie, ...(!wait && { prefer: 'respond-async' }) };
    const { status, body } = await this.client.call('POST', '/api/v1/api-keys', headers, { name, bundle: 'read-only' });
    if (status !== 201 && status !== 202) throw new Error(`an issue was answered with ${status} ${JSON.stringify(body)}`);
    return { id: (body['apiToken'] as { id: string }).id, token: String(body['token']) };
  }

  /** Issues tokens that every replica knows: the last one is waited for, and with it all before. */
  async issueMany(count: number, atOnce: number): Promise<readonly Issued[]> {
    const issued: Issued[] = [];
    let left = count - 1;
    const issueNext = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        issued.push(await this.issue('bench', false));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, issueNext));
    return [...issued, await this.issue('bench, the last', true)];
  }

  /** Revokes, and asks again until the revocation is confirmed. @throws where it never is. */
  async revokeConfirmed(id: string): Promise<Receipt> {
    for (let tries = 1; tries <= CONFIRMED_AFTER_TRIES; tries += 1) {
      const { status, body } = await this.client.call('DELETE', `/api/v1/api-keys/${id}`, { cookie: this.cookie });
      if (status === 200) return body['receipt'] as Receipt;
      if (status !== 202 && status !== 503) throw new Error(`a revocation was answered with ${status} ${JSON.stringify(body)}`);
    }
    throw new Error(`a revocation was not confirmed in ${CONFIRMED_AFTER_TRIES} tries`);
  }

  /** @throws where it is not answered with 200. */
  async look(path: string): Promise<void> {
    await this.show(path);
  }

  /** @throws where it is not answered with 200. */
  async show(path: string): Promise<Readonly<Record<string, unknown>>> {
    const { status, body } = await this.client.call('GET', path, { cookie: this.cookie });
    if (status !== 200) throw new Error(`${path} was answered with ${status} ${JSON.stringify(body)}`);
    return body;
  }

  close(): void {
    this.client.close();
  }
}
