import type { RecordedCall } from './history.js';

interface Tally {
  begun: number;
  accepted: number;
  /** Certainly not let through. */
  refused: number;
  /** Accepted by processes that were killed before their counts were known to have come through. */
  lost: number;
}

type Accepted = Pick<RecordedCall, 'tokenId' | 'replica' | 'startedMs'>;

/** Between which numbers the count of each token's accepted calls has to be. */
export class UsageTally {
  private readonly tallies = new Map<string, Tally>();
  /** Accepted since the counts last agreed: what a killed process may have taken with it. */
  private unsettled: Accepted[] = [];

  /** To be told before a call is sent: it may be counted from then on. */
  begins(tokenId: string): void {
    this.of(tokenId).begun += 1;
  }

  ended({ tokenId, replica, startedMs, letThrough }: RecordedCall): void {
    const tally = this.of(tokenId);
    if (letThrough === true) {
      tally.accepted += 1;
      this.unsettled.push({ tokenId, replica, startedMs });
    } else if (letThrough === false) tally.refused += 1;
  }

  /** A process was killed at this moment: what it has accepted since the counts last agreed may never be counted. */
  killed(replica: string, atMs: number): void {
    const isLost = (call: Accepted): boolean => call.replica === replica && call.startedMs <= atMs;
    for (const { tokenId } of this.unsettled.filter(isLost)) this.of(tokenId).lost += 1;
    this.unsettled = this.unsettled.filter((call) => !isLost(call));
  }

  /** The counts agree with what was accepted of calls sent before. */
  agreed(beforeMs: number): void {
    this.unsettled = this.unsettled.filter(({ startedMs }) => startedMs >= beforeMs);
  }

  /** What was certainly accepted until now, less what a killed process may have taken with it; by token id. */
  least(): ReadonlyMap<string, number> {
    return new Map([...this.tallies].map(([tokenId, { accepted, lost }]) => [tokenId, accepted - lost]));
  }

  /** Calls made until now that may have been accepted, those whose answer does not tell among them. */
  most(tokenId: string): number {
    const { begun, refused } = this.of(tokenId);
    return begun - refused;
  }

  private of(tokenId: string): Tally {
    const tally = this.tallies.get(tokenId) ?? { begun: 0, accepted: 0, refused: 0, lost: 0 };
    this.tallies.set(tokenId, tally);
    return tally;
  }
}
