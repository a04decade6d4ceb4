import { setTimeout as delay } from 'node:timers/promises';
import type { History, TokenLife } from '../history/history.js';
import type { SeededRandom } from '../seeded-random.js';
import type { World } from '../world/world.js';
import { callReplica } from './call-replica.js';
import type { OwnerClient } from './owner-client.js';

const LIVES_AT_ONCE = 3;
const CALLERS = 4;
/** Calls go to the newest tokens: where something goes wrong, it goes wrong around a change. */
const NEWEST = 20;

/** Clients that go on through every fault: some issue and revoke, some call with tokens live and revoked. */
export class Workload {
  private readonly stopping = new AbortController();
  private readonly clients: Promise<void>[] = [];

  constructor(
    private readonly world: World,
    private readonly owner: OwnerClient,
    private readonly history: History,
    private readonly random: SeededRandom,
  ) {}

  begin(): void {
    for (let client = 0; client < LIVES_AT_ONCE; client += 1) this.clients.push(this.repeat(() => this.oneLife()));
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

  /** From the issue, confirmed, to the revocation, confirmed; every third token is left alive. */
  private async oneLife(): Promise<void> {
    const life = await this.issue();
    await delay(this.random.between(20, 300));
    if (life?.issueConfirmedMs === undefined || this.random.next() < 0.34) return;
    await this.revoke(life);
  }

  private async issue(): Promise<TokenLife | undefined> {
    const issued = await this.owner.issue(this.random.pick(this.world.tokenServices));
    if (issued === undefined) return undefined;
    const life = this.history.issued(issued.id, issued.token);
    if (issued.confirmed || (await this.confirmation(issued.position))) life.issueConfirmedMs = performance.now();
    return life;
  }

  private async revoke(life: TokenLife): Promise<void> {
    life.revokeBegunMs = performance.now();
    while (!this.isOver) {
      const revoked = await this.owner.revoke(this.random.pick(this.world.tokenServices), life.id);
      if (revoked === undefined) {
        await delay(50);
        continue;
      }
      if (revoked.confirmed || (await this.confirmation(revoked.position))) life.revokeConfirmedMs = performance.now();
      return;
    }
  }

  /** Asks whichever instance answers, until it says that the change is confirmed. */
  private async confirmation(position: number): Promise<boolean> {
    while (!this.isOver) {
      if (await this.owner.isConfirmed(this.random.pick(this.world.tokenServices), position)) return true;
      await delay(50);
    }
    return false;
  }

  private async oneCall(): Promise<void> {
    const known = this.random.next() < 0.5 ? this.history.live() : this.history.confirmedRevoked();
    const [first, ...rest] = known.slice(-NEWEST);
    if (first !== undefined) await callReplica(this.history, this.random.pick(this.world.replicas), this.random.pick([first, ...rest]));
    await delay(10);
  }
}
