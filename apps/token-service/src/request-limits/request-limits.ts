import { Inject, Injectable } from '@nestjs/common';
import { addressBlock } from '@portcullis/ip-allowlist';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { RequestCount, type RequestLimit } from './request-limit.js';

/** Who asked how often, of this process: it protects what this process can do, and is forgotten with it. */
@Injectable()
export class RequestLimits {
  private readonly counts = new Map<string, RequestCount>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Counts a request from an address. @returns undefined, or after how many seconds it may come; then it was not counted */
  take(limit: RequestLimit, address: string): number | undefined {
    const count = this.counts.get(limit.name) ?? new RequestCount(limit);
    this.counts.set(limit.name, count);
    const waitMs = count.take(addressBlock(address), this.clock.monotonicMs());
    return waitMs === undefined ? undefined : waitMs / 1_000;
  }
}
