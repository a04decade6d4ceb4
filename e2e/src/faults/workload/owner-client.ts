import { type Answer, call, type Json, objectIn, textIn } from '../../json-answer.js';
import type { History } from '../history/history.js';
import type { ServiceProcess } from '../world/service-process.js';
import type { World } from '../world/world.js';

/** What a change was answered; undefined where no answer came, so that nobody knows what became of it. */
export interface Change {
  readonly body: Json;
  readonly position: number;
  readonly confirmed: boolean;
}

/** Longer than CONFIRM_WAIT_MS, shorter than a client's patience. */
const ANSWER_WITHIN_MS = 6_000;

/** The owner of the workspace, who turns to whichever token-service he is told to. */
export class OwnerClient {
  private constructor(
    private readonly cookie: string,
    private readonly history: History,
  ) {}

  static async logIn(world: World, history: History): Promise<OwnerClient> {
    const answer = await call(`${world.tokenServices[0].url}/api/v1/session`, request('POST', {}, world.owner));
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie === undefined) throw new Error(`No session: ${answer.status} ${JSON.stringify(answer.body)}`);
    return new OwnerClient(cookie, history);
  }

  async issue(service: ServiceProcess): Promise<(Change & { readonly id: string; readonly token: string }) | undefined> {
    const change = toChange(await this.ask(service, 'POST', '/api/v1/api-keys', { name: 'Under faults', scopes: ['items:read'] }));
    return change && { ...change, id: textIn(objectIn(change.body, 'apiToken'), 'id'), token: textIn(change.body, 'token') };
  }

  async revoke(service: ServiceProcess, id: string): Promise<Change | undefined> {
    return toChange(await this.ask(service, 'DELETE', `/api/v1/api-keys/${id}`));
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

function toChange(answer: Answer | undefined): Change | undefined {
  if (answer === undefined || answer.status >= 300) return undefined;
  const receipt = objectIn(answer.body, 'receipt');
  return { body: answer.body, position: Number(receipt['position']), confirmed: receipt['confirmed'] === true };
}
