import { head, readMessages } from '@portcullis/event-store';
import type { Scope } from '@portcullis/scopes';
import type { TestDatabase } from '@portcullis/testing';
import { LocalCheck, Presence, TokenContent } from '@portcullis/token-replica';

const FAR_AWAY_MS = 1e12;

/** What a service that checks tokens holds, and how it checks: fed with the stored messages, byte for byte, as the relay sends them. */
export class ReplicaContent {
  private readonly content = new TokenContent();
  private readonly clock = { wallMs: () => Date.now() + this.aheadMs, monotonicMs: () => performance.now() };
  private readonly presence = new Presence(this.clock, FAR_AWAY_MS);
  private readonly check = new LocalCheck(this.presence, () => this.content, this.clock, 'live');
  private aheadMs = 0;
  private appliedPosition = 0;

  constructor(private readonly database: TestDatabase) {}

  /** Applies all that was committed since the last time. */
  async catchUp(): Promise<void> {
    const { position } = await head(this.database.query);
    for (const { key, value } of await readMessages(this.database.query, this.appliedPosition, position, 10_000)) {
      if (this.content.apply(key, value).result !== 'applied') throw new Error(`a message of ${key} was not applied`);
    }
    this.appliedPosition = position;
    this.presence.counted(this.presence.nextNonce(), position, 'store');
  }

  /** From now on its clock is so much ahead of ours. */
  lookAhead(ms: number): void {
    this.aheadMs = ms;
  }

  /** What it says to a request of this token, as of what it applied last. */
  outcome(token: string, requiredScopes: readonly Scope[] = ['items:read'], address = '192.0.2.1'): string {
    return this.check.check(token, { address, requiredScopes }).outcome;
  }
}
