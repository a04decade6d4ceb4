import type { OutgoingRecord } from '@portcullis/log';
import { type ClosedTokenExposure, encodeExposureReport, exposureKey, MOST_CLOSINGS_A_REPORT } from '@portcullis/messages';
import type { GuardedRoutes } from '../guarded-routes.js';
import type { CountedTokens, UsageCounters } from '../usage-counters.js';
import { groupCalls, spanOf } from './exposed-calls.js';

/** Reports that wait; a bulk revocation closes thousands at once, of which few were in use at that moment. */
const MOST_CLOSINGS = 2_000;
const REPORTS_AT_ONCE = 4;
/** Nonces that are remembered while none is echoed; one that is not makes the bound more generous, never wrong. */
const MOST_SENT = 1_000;
/** Where no position can be named. */
const EVERY_POSITION = Number.MAX_SAFE_INTEGER;

/** A boot whose calls may be of tokens that are closed by now. */
interface HeldBoot {
  readonly counters: UsageCounters;
  /** The number of its first call after this process last knew for certain what was committed. */
  since: number;
}

/** What is to be told of a boot. How far is all that was ever said: of several reports compaction may keep the last alone. */
interface ToTell {
  upTo: number;
  unsureTo: number;
  readonly closings: ClosedTokenExposure[];
  isTold: boolean;
}

/**
 * What may have been accepted after a token was closed and before that was applied here. When a closed record counts, all
 * that was committed by the sending of the nonce it echoes is known; so a change that is applied later was committed after
 * that sending, and every call that its token could have made since is among those that came after it. Told by the order
 * of calls and nonces, without a clock; an upper bound, as most of them were made before the change.
 */
export class Exposures {
  private held: HeldBoot[];
  private readonly sent = new Map<number, { readonly counters: UsageCounters; readonly calls: number }>();
  /** By boot; those that are not held any more until all is told. */
  private readonly toTell = new Map<string, ToTell>();
  private pending: readonly OutgoingRecord[] = [];

  constructor(
    private readonly service: string,
    counters: UsageCounters,
    private readonly routes: GuardedRoutes,
  ) {
    this.held = [{ counters, since: 0 }];
  }

  /** Calls are counted for another boot from here on. */
  begin(counters: UsageCounters): void {
    this.held.push({ counters, since: 0 });
  }

  /** The sending of a nonce begins. */
  sending(nonce: number): void {
    const current = this.held.at(-1)?.counters;
    if (current === undefined) return;
    this.sent.set(nonce, { counters: current, calls: current.callCount });
    const [oldest] = this.sent.keys();
    if (this.sent.size > MOST_SENT && oldest !== undefined) this.sent.delete(oldest);
  }

  /** A closed record counted: all up to its position is applied, and it echoes this nonce. */
  counted(nonce: number, position: number): void {
    const mark = this.sent.get(nonce);
    if (mark === undefined) return;
    for (const older of this.sent.keys()) if (older <= nonce) this.sent.delete(older);
    const first = this.held.findIndex(({ counters }) => counters === mark.counters);
    // What these boots accepted was accepted before the nonce was sent: nothing that comes later concerns it.
    for (const { counters } of this.held.splice(0, Math.max(0, first))) this.moveTo(counters, position);
    const [current] = this.held;
    if (current?.counters === mark.counters) current.since = Math.max(current.since, mark.calls);
  }

  /** A token that was open is closed by the change at this position. */
  closed(tokens: CountedTokens, row: number, position: number): void {
    for (const { counters, since } of this.held) {
      const toTell = this.moveTo(counters, position);
      const { complete, calls } = counters.acceptedSince(tokens, row, since);
      if (calls.length === 0 && complete) continue;
      if (calls.length === 0 || toTell.closings.length >= MOST_CLOSINGS) toTell.unsureTo = Math.max(toTell.unsureTo, position);
      else toTell.closings.push({ tokenId: tokens.ids.text(row), position, complete, calls: calls.length, ...spanOf(calls), groups: groupCalls(calls, this.routes) });
    }
  }

  /** A token that was not open is closed again: no call concerns that, and whoever asks for it is to know so. */
  stayedClosed(position: number): void {
    for (const { counters } of this.held) this.moveTo(counters, position);
  }

  /** What was held turned out to be wrong: what was closed up to this position, and when, cannot be said. */
  unsure(position: number): void {
    for (const { counters } of this.held) {
      const toTell = this.moveTo(counters, position);
      toTell.unsureTo = Math.max(toTell.unsureTo, toTell.upTo);
    }
  }

  /** The positions of another history are others: nothing can be said of any for a boot that accepted calls by the one before. */
  otherHistory(): void {
    this.unsure(EVERY_POSITION);
  }

  /** What is to be sent next, the same until `arrived`; empty: nothing. */
  next(): readonly OutgoingRecord[] {
    if (this.pending.length > 0) return this.pending;
    const untold = [...this.toTell].filter(([, { isTold }]) => !isTold).slice(0, REPORTS_AT_ONCE);
    return (this.pending = untold.map(([boot, toTell]) => this.reportOf(boot, toTell)));
  }

  arrived(): void {
    this.pending = [];
  }

  /** In parts: only the last says how far it goes. */
  private reportOf(boot: string, toTell: ToTell): OutgoingRecord {
    const closings = toTell.closings.splice(0, MOST_CLOSINGS_A_REPORT);
    const isLast = (toTell.isTold = toTell.closings.length === 0);
    if (isLast && !this.held.some(({ counters }) => counters.boot === boot)) this.toTell.delete(boot);
    const { upTo, unsureTo } = isLast ? toTell : { upTo: 0, unsureTo: 0 };
    const value = encodeExposureReport({ schema: 1, kind: 'exposure', service: this.service, boot, upTo, unsureTo, closings });
    return { key: exposureKey({ boot, closings }), value };
  }

  /** Every closing change of a boot up to this position is told, or to be told. */
  private moveTo({ boot }: UsageCounters, position: number): ToTell {
    const toTell = this.toTell.get(boot) ?? { upTo: 0, unsureTo: 0, closings: [], isTold: false };
    toTell.upTo = Math.max(toTell.upTo, position);
    toTell.isTold = false;
    this.toTell.set(boot, toTell);
    return toTell;
  }
}
