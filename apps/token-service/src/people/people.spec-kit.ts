import { cookieOf, logIn, type Received } from '../identity/http-client.spec-kit.js';
import type { LoggedIn, TokenService } from '../tokens/token-service.spec-kit.js';
import type { User } from './answers/user.js';

export interface Made {
  readonly user: User;
  readonly password: string;
}

/** What a session may ask of the people of its workspace. */
export class PeopleClient {
  constructor(private readonly service: TokenService) {}

  ask(by: LoggedIn, method: string, below = '', body?: object): Promise<Received> {
    return this.service.request(method, `/api/v1/users${below}`, { headers: by.headers, ...(body && { body }) });
  }

  create(by: LoggedIn, body: object): Promise<Received> {
    return this.ask(by, 'POST', '', body);
  }

  /** @param by has said the password again, where that is needed */
  async make(by: LoggedIn, body: object): Promise<Made> {
    const answer = await this.create(by, body);
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
    return JSON.parse(answer.text) as Made;
  }

  /** Logged in with the password that was made, and changed it. */
  async begin({ user, password }: Made, workspaceId: string): Promise<LoggedIn> {
    const { url } = this.service;
    const headers = { cookie: cookieOf(await logIn(url, user.email, password)) };
    const own = `the own password of ${user.email}`;
    const answer = await this.service.request('PUT', '/api/v1/session/password', { headers, body: { currentPassword: password, newPassword: own } });
    if (answer.status !== 204) throw new Error(`${answer.status} ${answer.text}`);
    return { id: user.id, workspaceId, email: user.email, password: own, headers };
  }
}

let made = 0;
export const newEmail = (): string => `made${++made}@example.com`;
