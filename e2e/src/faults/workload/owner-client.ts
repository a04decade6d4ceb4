import { type Answer, answerOf, type ManagementClient, ProblemError, type Receipt, UnexpectedAnswerError } from '@portcullis/management-client';
import { logInRemembered, rememberingClient } from '../../remembering-client.js';
import type { History } from '../history/history.js';
import type { TokenLife, Wish } from '../history/token-life.js';
import type { ServiceProcess } from '../world/service-process.js';
import type { Owner, World } from '../world/world.js';
import type { ChangeInPlace } from './steps.js';
import { READER_OF_BOTH } from './wishes.js';

/** What a change was answered. */
export type Change = Pick<Receipt, 'position' | 'confirmed'>;

export type Issued = Change & { readonly life: TokenLife };

/** What a change in place was answered; `secret` where it was a rotation. */
export type Changed = Change & { readonly version: number; readonly secret: string | undefined };

/** Longer than CONFIRM_WAIT_MS, shorter than a client's patience. */
const ANSWER_WITHIN_MS = 6_000;
/** Says that something is away, which is what the faults are about. */
const AWAY = 503;
/** An earlier asking came through after all. */
const CAME_THROUGH = 412;

/** The owner of a workspace, who turns to whichever token-service he is told to. What gets no answer is undefined: nobody knows what became of it. */
export class OwnerClient {
  private readonly clients = new Map<string, ManagementClient>();

  private constructor(
    private readonly workspaceId: string,
    private readonly token: string,
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
    const { credentials } = await logInRemembered(url, email, password);
    const body = { name: 'The owner’s', scopes: ['api_token:manage' as const, ...READER_OF_BOTH.scopes] };
    const { apiToken, token } = (await answerOf(rememberingClient(url, credentials).POST('/api/v1/api-keys', { body }))).body;
    history.uncounted.add(apiToken.id);
    return new OwnerClient(workspaceId, token ?? '', history);
  }

  /** A token is in the history from the moment that its secret is known. */
  async issue(service: ServiceProcess, wish: Wish): Promise<Issued | undefined> {
    const body = { name: 'Under faults', scopes: [...wish.scopes], allowedIps: [...wish.allowedIps] };
    const issued = await this.ask(service, 'an issue', (api, signal) => answerOf(api.POST('/api/v1/api-keys', { body, signal })));
    if (issued === undefined || issued.token === null) return undefined;
    const { token, apiToken, receipt } = issued;
    return { ...receipt, life: this.history.issued({ id: apiToken.id, token, workspaceId: this.workspaceId, wish }) };
  }

  async revoke(service: ServiceProcess, id: string): Promise<Change | undefined> {
    const revoked = await this.ask(service, `the revocation of ${id}`, (api, signal) => answerOf(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } }, signal })));
    return revoked?.receipt;
  }

  /** All of them, under the receipt of the last; undefined also where some remain. */
  async revokeMany(service: ServiceProcess, ids: readonly string[]): Promise<Change | undefined> {
    const revoked = await this.ask(service, `the revocation of ${ids.join(' ')}`, (api, signal) => answerOf(api.POST('/api/v1/api-keys/revoke', { body: { ids: [...ids] }, signal })));
    return revoked?.remaining === 0 ? (revoked.receipt ?? undefined) : undefined;
  }

  /** Made only to the version that the history has of it: asked again, it is the same change. */
  async change(service: ServiceProcess, { id, version }: TokenLife, change: ChangeInPlace): Promise<Changed | undefined> {
    const params = { path: { id }, header: { 'If-Match': `"${version}"` } };
    const changed = await this.ask(service, `a change of ${id}`, (api, signal) => change(api, { params, signal }), [AWAY, CAME_THROUGH]);
    return changed && { ...changed.receipt, version: changed.apiToken.version, secret: changed.token };
  }

  /** The version that the token has now. */
  async version(service: ServiceProcess, id: string): Promise<number | undefined> {
    return (await this.ask(service, id, (api, signal) => answerOf(api.GET('/api/v1/api-keys/{id}', { params: { path: { id } }, signal }))))?.version;
  }

  async isConfirmed(service: ServiceProcess, position: number): Promise<boolean> {
    const path = { position: String(position) };
    const receipt = await this.ask(service, `receipt ${position}`, (api, signal) => answerOf(api.GET('/api/v1/receipts/{position}', { params: { path }, signal })));
    return receipt?.confirmed === true;
  }

  /** @param refusals those that are to be expected; every other answer that is none is odd */
  private async ask<Body>(
    { name, url }: ServiceProcess,
    what: string,
    call: (api: ManagementClient, signal: AbortSignal) => Promise<Answer<Body>>,
    refusals: readonly number[] = [AWAY],
  ): Promise<Body | undefined> {
    const api = this.clients.get(url) ?? rememberingClient(url, { token: this.token });
    this.clients.set(url, api);
    try {
      return (await call(api, AbortSignal.timeout(ANSWER_WITHIN_MS))).body;
    } catch (error) {
      const isAnswer = error instanceof ProblemError || error instanceof UnexpectedAnswerError;
      if (isAnswer && !refusals.includes(error.status)) this.history.oddAnswers.push(`${name}, asked for ${what}, answered ${error.status}: ${error.message}`);
      return undefined;
    }
  }
}
