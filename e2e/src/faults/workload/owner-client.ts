import { type Answer, call, type Json, objectIn, textIn } from '../../json-answer.js';
import type { History } from '../history/history.js';
import type { TokenLife, Wish } from '../history/token-life.js';
import type { ServiceProcess } from '../world/service-process.js';
import type { Owner, World } from '../world/world.js';
import { READER_OF_BOTH } from './wishes.js';

/** What a change was answered; undefined where no answer came, so that nobody knows what became of it. */
export interface Change {
  readonly position: number;
  readonly confirmed: boolean;
}

export type Issued = Change & { readonly life: TokenLife };

/** What a change in place was answered; `secret` where it was a rotation. */
export type Changed = Change & { readonly version: number; readonly secret: string | undefined };

/** A change in place: what is sent, and below which path of the token. */
export interface Wanted {
  readonly method: 'PATCH' | 'POST';
  readonly below: '' | '/rotate' | '/disable' | '/enable';
  readonly body?: object;
}

/** Longer than CONFIRM_WAIT_MS, shorter than a client's patience. */
const ANSWER_WITHIN_MS = 6_000;

/** The owner of a workspace, who turns to whichever token-service he is told to. */
export class OwnerClient {
  private constructor(
    private readonly workspaceId: string,
    private readonly credential: Readonly<Record<string, string>>,
    private readonly history: History,
  ) {}

  /** Each of the world's owners. */
  static async logInAll(world: World, history: History): Promise<readonly [OwnerClient, OwnerClient]> {
    const [one, other] = world.owners;
    return [await OwnerClient.logIn(world, one, history), await OwnerClient.logIn(world, other, history)];
  }

  /**
   * With a token of its own: a session has to say its password again and again, by clocks that faults step. Its uses are
   * those of no call that is recorded.
   */
  private static async logIn(world: World, { workspaceId, email, password }: Owner, history: History): Promise<OwnerClient> {
    const { url } = world.tokenServices[0];
    const session = await call(`${url}/api/v1/session`, request('POST', {}, { email, password }));
    const cookie = session.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie === undefined) throw new Error(`No session: ${session.status} ${JSON.stringify(session.body)}`);
    const scopes = ['api_token:manage', ...READER_OF_BOTH.scopes];
    const issued = await call(`${url}/api/v1/api-keys`, request('POST', { cookie }, { name: 'The owner’s', scopes }));
    history.uncounted.add(textIn(objectIn(issued.body, 'apiToken'), 'id'));
    return new OwnerClient(workspaceId, { authorization: `Bearer ${textIn(issued.body, 'token')}` }, history);
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

  /** Made only to the version that the history has of it: asked again, it is the same change. */
  async change(service: ServiceProcess, { id, version }: TokenLife, { method, below, body }: Wanted): Promise<Changed | undefined> {
    const answer = await this.ask(service, method, `/api/v1/api-keys/${id}${below}`, body, { 'if-match': `"${version}"` });
    const change = toChange(answer);
    if (answer === undefined || change === undefined) return undefined;
    const { token } = answer.body;
    return { ...change, version: versionIn(answer), secret: typeof token === 'string' ? token : undefined };
  }

  /** The version that the token has now; undefined where no answer came. */
  async version(service: ServiceProcess, id: string): Promise<number | undefined> {
    const answer = await this.ask(service, 'GET', `/api/v1/api-keys/${id}`);
    return answer?.status === 200 ? Number(answer.body['version']) : undefined;
  }

  async isConfirmed(service: ServiceProcess, position: number): Promise<boolean> {
    const answer = await this.ask(service, 'GET', `/api/v1/receipts/${position}`);
    return answer?.status === 200 && answer.body['confirmed'] === true;
  }

  private async ask(service: ServiceProcess, method: string, path: string, body?: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer | undefined> {
    const answer = await call(`${service.url}${path}`, request(method, { ...this.credential, ...headers }, body)).catch(() => undefined);
    // 503 says that something is away, which is what the faults are about; 412 that an earlier asking came through after all.
    if (answer !== undefined && answer.status >= 400 && answer.status !== 503 && !(answer.status === 412 && 'if-match' in headers)) {
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

function versionIn({ body }: Answer): number {
  return Number(objectIn(body, 'apiToken')['version']);
}

function toChange(answer: { readonly status: number; readonly body: Json } | undefined): Change | undefined {
  if (answer === undefined || answer.status >= 300) return undefined;
  const receipt = objectIn(answer.body, 'receipt');
  return { position: Number(receipt['position']), confirmed: receipt['confirmed'] === true };
}
