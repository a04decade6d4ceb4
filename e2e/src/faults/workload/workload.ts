import { setTimeout as delay } from 'node:timers/promises';
import type { History } from '../history/history.js';
import type { TokenChange } from '../history/token-change.js';
import { RESOURCES, type TokenLife } from '../history/token-life.js';
import type { SeededRandom } from '../seeded-random.js';
import type { ServiceProcess } from '../world/service-process.js';
import type { World } from '../world/world.js';
import { callReplica } from './call-replica.js';
import type { Change, OwnerClient } from './owner-client.js';
import { answered, begin, changeBy, drawSteps, type Step } from './steps.js';
import { drawWish, READER_OF_BOTH } from './wishes.js';

const LIVES_AT_ONCE = 2;
const TOKENS_OF_A_BATCH = 3;
const CHANGING_AT_ONCE = 2;
const CALLERS = 4;
/** The share of calls for which the secret may be any that the token ever had. */
const ANY_SECRET = 0.3;
/** Calls go to the newest tokens: where something goes wrong, it goes wrong around a change. */
const NEWEST = 20;

/** Clients that go on through every fault: some issue and revoke, one by one or many at once, some change a token in place, some call with tokens live, changed and revoked. */
export class Workload {
  private readonly stopping = new AbortController();
  private readonly clients: Promise<void>[] = [];

  constructor(
    private readonly world: World,
    private readonly owners: readonly [OwnerClient, OwnerClient],
    private readonly history: History,
    private readonly random: SeededRandom,
  ) {}

  begin(): void {
    for (let client = 0; client < LIVES_AT_ONCE; client += 1) this.clients.push(this.repeat(() => this.lives(1)));
    this.clients.push(this.repeat(() => this.lives(TOKENS_OF_A_BATCH)));
    for (let client = 0; client < CHANGING_AT_ONCE; client += 1) this.clients.push(this.repeat(() => this.changingLife()));
    for (let client = 0; client < CALLERS; client += 1) this.clients.push(this.repeat(() => this.oneCall()));
  }

  async end(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.clients);
  }

  private get isOver(): boolean {
    return this.stopping.signal.aborted;
  }

  private async repeat(step: () => Promise<void>): Promise<void> {
    while (!this.isOver) await step();
  }

  /** From the issues, confirmed, to one revocation, confirmed, of them all; every third time they are left alive. */
  private async lives(tokens: number): Promise<void> {
    const owner = this.random.pick(this.owners);
    const issued = await Promise.all(Array.from({ length: tokens }, () => this.issue(owner)));
    await delay(this.random.between(20, 300));
    const lives = issued.flatMap((life) => (life?.issue.confirmedMs === undefined ? [] : [life]));
    if (lives.length > 0 && this.random.next() >= 0.34) await this.revoke(owner, lives);
  }

  /** From its issue through some changes in place, each confirmed before the next is asked for, to its revocation. */
  private async changingLife(): Promise<void> {
    const owner = this.random.pick(this.owners);
    const life = await this.issue(owner, READER_OF_BOTH);
    if (life?.issue.confirmedMs === undefined) return;
    for (const step of drawSteps(this.random)) {
      await delay(this.random.between(50, 400));
      if (!(await this.step(owner, life, step))) return;
    }
    await delay(this.random.between(20, 300));
    await this.revoke(owner, [life]);
  }

  /** @returns whether the change is confirmed; it is asked for until it is, or the work is over. */
  private async step(owner: OwnerClient, life: TokenLife, step: Step): Promise<boolean> {
    const change = begin(life, step);
    for (let isFirst = true; !this.isOver; isFirst = false) {
      if (!isFirst) await this.again(owner, life, change);
      const changed = await owner.change(this.anyTokenService(), life, changeBy(step, isFirst));
      if (changed === undefined) continue;
      answered(life, change, step, changed);
      if (!changed.confirmed && !(await this.confirmation(owner, changed.position))) return false;
      change.confirmedMs = performance.now();
      return true;
    }
    return false;
  }

  /** What was asked for without an answer may have come about: the version tells, and a secret that came to nobody is over with the next. */
  private async again(owner: OwnerClient, life: TokenLife, { effect }: TokenChange): Promise<void> {
    await delay(50);
    life.version = (await owner.version(this.anyTokenService(), life.id)) ?? life.version;
    if (effect.kind === 'rotate') effect.oldEnds = undefined;
  }

  private async issue(owner: OwnerClient, wish = drawWish(this.random)): Promise<TokenLife | undefined> {
    const issued = await owner.issue(this.anyTokenService(), wish);
    if (issued === undefined) return undefined;
    if (issued.confirmed || (await this.confirmation(owner, issued.position))) issued.life.issue.confirmedMs = performance.now();
    return issued.life;
  }

  private async revoke(owner: OwnerClient, lives: readonly TokenLife[]): Promise<void> {
    const revocations = lives.map((life) => life.begin({ kind: 'revoke' }));
    while (!this.isOver) {
      const revoked = await this.askToRevoke(owner, lives.map(({ id }) => id));
      if (revoked === undefined) {
        await delay(50);
        continue;
      }
      const isConfirmed = revoked.confirmed || (await this.confirmation(owner, revoked.position));
      if (isConfirmed) for (const revocation of revocations) revocation.confirmedMs = performance.now();
      return;
    }
  }

  private askToRevoke(owner: OwnerClient, ids: readonly string[]): Promise<Change | undefined> {
    const [only, ...others] = ids;
    if (only !== undefined && others.length === 0) return owner.revoke(this.anyTokenService(), only);
    return owner.revokeMany(this.anyTokenService(), ids);
  }

  /** Asks whichever instance answers, until it says that the change is confirmed. */
  private async confirmation(owner: OwnerClient, position: number): Promise<boolean> {
    while (!this.isOver) {
      if (await owner.isConfirmed(this.anyTokenService(), position)) return true;
      await delay(50);
    }
    return false;
  }

  private async oneCall(): Promise<void> {
    const { history } = this;
    const known = this.random.pick([() => history.live(), () => history.confirmedRevoked(), () => history.changed(), () => history.changed()])();
    const [first, ...rest] = this.callable(known);
    if (first !== undefined) await this.call(this.random.pick([first, ...rest]));
    await delay(10);
  }

  /** With the current secret, or as often with the one before it, and now and then with any: those before it have ended, however long their grace was. */
  private async call(life: TokenLife): Promise<void> {
    const ago = this.random.between(1, this.random.next() < ANY_SECRET ? life.secrets.length : 2);
    const secret = Math.max(0, life.secrets.length - ago);
    await callReplica(this.history, this.random.pick(this.world.replicas), life, this.random.pick(RESOURCES), secret);
  }

  /** Every other call goes to what the fault has touched, for as long as it has. */
  private callable(known: readonly TokenLife[]): readonly TokenLife[] {
    const touched = known.filter(({ id }) => this.history.touched.has(id));
    return touched.length > 0 && this.random.next() < 0.5 ? touched : known.slice(-NEWEST);
  }

  private anyTokenService(): ServiceProcess {
    return this.random.pick(this.world.tokenServices);
  }
}
