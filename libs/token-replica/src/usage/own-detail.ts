import { MOST_CELLS_A_CHUNK, type UsageDetailChunk, type UsageOutcome } from '@portcullis/messages';
import { ACCEPTED, callKind, outcomeNumber } from './call-kind.js';
import { ChunkMaker } from './chunk-maker.js';
import { GuardedRoutes } from './guarded-routes.js';
import { UsageDetail } from './usage-detail.js';

/** The detail of a process that knows tokens by their ids, as token-service does its own callers; the same cells, the same bound. */
export class OwnDetail {
  readonly routes = new GuardedRoutes();
  private readonly detail = new UsageDetail();
  private readonly numbers = new Map<string, number>();
  private readonly ids: string[] = [];
  private readonly maker: ChunkMaker;
  private pending: UsageDetailChunk | undefined;

  constructor(service: string, boot: string) {
    this.maker = new ChunkMaker(service, boot, this.routes);
  }

  count(tokenId: string, outcome: UsageOutcome, route: number, atMs: number, address: string): void {
    const kind = callKind(outcome === 'accepted' ? ACCEPTED : outcomeNumber(outcome), route);
    this.detail.count(this.numberOf(tokenId), kind, atMs, address);
  }

  /** What is to be counted next, the same until `arrived`; undefined: nothing. */
  next(): UsageDetailChunk | undefined {
    if (this.pending !== undefined) return this.pending;
    const cells = this.detail.take(MOST_CELLS_A_CHUNK);
    if (cells.length > 0) this.pending = this.maker.make(cells.map((cell) => ({ ...cell, tokenId: this.ids[cell.counter] ?? '' })));
    return this.pending;
  }

  arrived(): void {
    this.pending = undefined;
  }

  private numberOf(tokenId: string): number {
    const known = this.numbers.get(tokenId);
    if (known !== undefined) return known;
    const number = this.ids.push(tokenId) - 1;
    this.numbers.set(tokenId, number);
    return number;
  }
}
