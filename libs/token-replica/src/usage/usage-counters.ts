import type { UsageRecord } from '@portcullis/messages';

/** Why an authentic token's call was refused, as it is counted. */
export type RefusalReason = keyof UsageRecord['refused'];

interface Counter {
  accepted: number;
  readonly refused: Record<RefusalReason, number>;
  lastAcceptedMs: number | null;
  lastAcceptedAddress: string | null;
}

/**
 * Cumulative counts of one boot, a counter a token. Counting is a Map look-up and an increment; nothing is allocated
 * after a token's first call. Since counts only grow, a record that is lost, doubled or late changes no total.
 */
export class UsageCounters {
  private readonly counters = new Map<string, Counter>();
  private readonly changed = new Set<string>();

  constructor(
    private readonly service: string,
    readonly boot: string,
  ) {}

  accepted(tokenId: string, atMs: number, address: string): void {
    const counter = this.counter(tokenId);
    counter.accepted += 1;
    counter.lastAcceptedMs = atMs;
    counter.lastAcceptedAddress = address;
  }

  refused(tokenId: string, reason: RefusalReason): void {
    this.counter(tokenId).refused[reason] += 1;
  }

  /** The counts of every token that changed since they were last taken. */
  takeChanged(): readonly UsageRecord[] {
    const records: UsageRecord[] = [];
    for (const tokenId of this.changed) {
      const counter = this.counters.get(tokenId);
      if (counter !== undefined) records.push(this.record(tokenId, counter));
    }
    this.changed.clear();
    return records;
  }

  /** These counts did not arrive: they are to be taken again. */
  putBack(records: readonly UsageRecord[]): void {
    for (const { tokenId } of records) this.changed.add(tokenId);
  }

  private counter(tokenId: string): Counter {
    this.changed.add(tokenId);
    let counter = this.counters.get(tokenId);
    if (counter === undefined) {
      counter = {
        accepted: 0,
        refused: { expired: 0, disabled: 0, revoked: 0, scope: 0, address: 0 },
        lastAcceptedMs: null,
        lastAcceptedAddress: null,
      };
      this.counters.set(tokenId, counter);
    }
    return counter;
  }

  private record(tokenId: string, counter: Counter): UsageRecord {
    return {
      schema: 1,
      service: this.service,
      boot: this.boot,
      tokenId,
      accepted: counter.accepted,
      refused: { ...counter.refused },
      lastAcceptedAt: counter.lastAcceptedMs === null ? null : new Date(counter.lastAcceptedMs).toISOString(),
      lastAcceptedAddress: counter.lastAcceptedAddress,
    };
  }
}
