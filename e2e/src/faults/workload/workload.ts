import { setTimeout as delay } from 'node:timers/promises';
import type { History } from '../history/history.js';
import { RESOURCES, type TokenLife } from '../history/token-life.js';
import type { SeededRandom } from '../seeded-random.js';
import type { ServiceProcess } from '../world/service-process.js';
import type { World } from '../world/world.js';
import { callReplica } from './call-replica.js';
import type { Change, OwnerClient } from './owner-client.js';
import { drawWish } from './wishes.js';

const LIVES_AT_ONCE = 2;
const TOKENS_OF_A_BATCH = 3;
const CALLERS = 4;
/** Calls go to the newest tokens: where something goes wrong, it goes wrong around a change. */
const NEWEST = 20;

/** Clients that go on through every fault: some issue and revoke, one by one or many at once, some call with tokens live and revoked. */
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
    const lives = issued.flatMap((life) => (life?.issueConfirmedMs === undefined ? [] : [life]));
    if (lives.length > 0 && this.random.next() >= 0.34) await this.revoke(owner, lives);
  }

  private async issue(owner: OwnerClient): Promise<TokenLife | undefined> {
    const issued = await owner.issue(this.anyTokenService(), drawWish(this.random));
    if (issued === undefined) return undefined;
    if (issued.confirmed || (await this.confirmation(owner, issued.position))) issued.life.issueConfirmedMs = performance.now();
    return issued.life;
  }

  private async revoke(owner: OwnerClient, lives: readonly TokenLife[]): Promise<void> {
    for (const life of lives) life.revokeBegunMs = performance.now();
    while (!this.isOver) {
      const revoked = await this.askToRevoke(owner, lives.map(({ id }) => id));
      if (revoked === undefined) {
        await delay(50);
        continue;
      }
      const isConfirmed = revoked.confirmed || (await this.confirmation(owner, revoked.position));
      if (isConfirmed) for (const life of lives) life.revokeConfirmedMs = performance.now();
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
    const known = this.random.next() < 0.5 ? this.history.live() : this.history.confirmedRevoked();
    const [first, ...rest] = this.callable(known);
    if (first !== undefined) await callReplica(this.history, this.random.pick(this.world.replicas), this.random.pick([first, ...rest]), this.random.pick(RESOURCES));
    await delay(10);
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
