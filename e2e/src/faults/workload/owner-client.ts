import { type Answer, call, type Json, objectIn, textIn } from '../../json-answer.js';
import type { History } from '../history/history.js';
import type { TokenLife, Wish } from '../history/token-life.js';
import type { ServiceProcess } from '../world/service-process.js';
import type { Owner, World } from '../world/world.js';

/** What a change was answered; undefined where no answer came, so that nobody knows what became of it. */
export interface Change {
  readonly position: number;
  readonly confirmed: boolean;
}

export type Issued = Change & { readonly life: TokenLife };

/** Longer than CONFIRM_WAIT_MS, shorter than a client's patience. */
const ANSWER_WITHIN_MS = 6_000;

/** The owner of a workspace, who turns to whichever token-service he is told to. */
export class OwnerClient {
  private constructor(
    private readonly workspaceId: string,
    private readonly cookie: string,
    private readonly history: History,
  ) {}

  /** Each of the world's owners. */
  static async logInAll(world: World, history: History): Promise<readonly [OwnerClient, OwnerClient]> {
    const [one, other] = world.owners;
    return [await OwnerClient.logIn(world, one, history), await OwnerClient.logIn(world, other, history)];
  }

  private static async logIn(world: World, { workspaceId, email, password }: Owner, history: History): Promise<OwnerClient> {
    const answer = await call(`${world.tokenServices[0].url}/api/v1/session`, request('POST', {}, { email, password }));
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie === undefined) throw new Error(`No session: ${answer.status} ${JSON.stringify(answer.body)}`);
    return new OwnerClient(workspaceId, cookie, history);
  }

  /** A token is in the history from the moment that its secret is known. */
  async issue(service: ServiceProcess, wish: Wish): Promise<Issued | undefined> {
    const answer = await this.ask(service, 'POST', '/api/v1/api-keys', { name: 'Under faults', ...wish });
    const change = toChange(answer);
    if (answer === undefined || change === undefined) return undefined;
    const id = textIn(objectIn(answer.body, 'apiToken'), 'id');
    return { ...change, life: this.history.issued({ id, token: textIn(answer.body, 'token'), workspaceId: this.workspaceId, wish }) };
  }

  async revoke(service: ServiceProcess, id: string): Promise<Change | undefined> {
    return toChange(await this.ask(service, 'DELETE', `/api/v1/api-keys/${id}`));
  }

  /** All of them, under the receipt of the last; undefined also where some remain. */
  async revokeMany(service: ServiceProcess, ids: readonly string[]): Promise<Change | undefined> {
    const answer = await this.ask(service, 'POST', '/api/v1/api-keys/revoke', { ids });
    return answer?.body['remaining'] === 0 ? toChange(answer) : undefined;
  }

  async isConfirmed(service: ServiceProcess, position: number): Promise<boolean> {
    const answer = await this.ask(service, 'GET', `/api/v1/receipts/${position}`);
    return answer?.status === 200 && answer.body['confirmed'] === true;
  }

  private async ask(service: ServiceProcess, method: string, path: string, body?: object): Promise<Answer | undefined> {
    const answer = await call(`${service.url}${path}`, request(method, { cookie: this.cookie }, body)).catch(() => undefined);
    // 503 says that something is away, which is what the faults are about.
    if (answer !== undefined && answer.status >= 400 && answer.status !== 503) {
      this.history.oddAnswers.push(`${service.name} answered ${method} ${path} with ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer;
  }
}

function request(method: string, headers: Readonly<Record<string, string>>, body?: object): RequestInit {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  return body === undefined
    ? { method, headers, signal }
    : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body), signal };
}

function toChange(answer: { readonly status: number; readonly body: Json } | undefined): Change | undefined {
  if (answer === undefined || answer.status >= 300) return undefined;
  const receipt = objectIn(answer.body, 'receipt');
  return { position: Number(receipt['position']), confirmed: receipt['confirmed'] === true };
}
