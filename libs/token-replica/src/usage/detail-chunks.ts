import type { OutgoingRecord } from '@portcullis/log';
import { encodeUsageDetail, MOST_CELLS_A_CHUNK, usageDetailKey } from '@portcullis/messages';
import { ChunkMaker } from './chunk-maker.js';
import type { GuardedRoutes } from './guarded-routes.js';
import type { UsageCounters } from './usage-counters.js';

const CHUNKS_AT_ONCE = 8;

/**
 * One boot's detail on its way to the log: chunks are kept until they are acknowledged. What a chunk tells is told once;
 * sent twice, it is counted once.
 */
export class DetailChunks {
  private readonly maker: ChunkMaker;
  private pending: readonly OutgoingRecord[] = [];
  private cells = 0;

  constructor(
    service: string,
    private readonly counters: UsageCounters,
    routes: GuardedRoutes,
  ) {
    this.maker = new ChunkMaker(service, counters.boot, routes);
  }

  /** What is to be sent next, the same until `arrived`; empty: nothing. */
  next(): readonly OutgoingRecord[] {
    if (this.pending.length > 0) return this.pending;
    const records: OutgoingRecord[] = [];
    while (records.length < CHUNKS_AT_ONCE) {
      const cells = this.counters.takeCells(MOST_CELLS_A_CHUNK);
      if (cells.length === 0) break;
      const chunk = this.maker.make(cells);
      records.push({ key: usageDetailKey(chunk), value: encodeUsageDetail(chunk) });
      this.cells += cells.length;
    }
    return (this.pending = records);
  }

  /** @returns how many cells that were. */
  arrived(): number {
    const { cells } = this;
    this.pending = [];
    this.cells = 0;
    return cells;
  }
}
