import type { Query } from '@portcullis/event-store';

/** How far the log is behind the store. */
export interface Progress {
  /** The relay's checkpoint: every message up to it is acknowledged by the log. */
  readonly position: number;
  /** Positions committed since. */
  readonly lag: number;
}

interface Row {
  readonly store_id: string;
  readonly head: string;
  readonly checkpoint: string;
}

/**
 * Head and checkpoint as one statement sees them, remembered for whoever asks in between. Every instance looks, whether
 * it relays or not: what nobody sends is told all the same.
 */
export class RelayProgress {
  private seen: Progress | undefined;

  constructor(
    private readonly query: Query,
    /** The store's head is at this position: everything up to it is committed. */
    private readonly sawCommitted: (position: number, storeId: string) => void,
  ) {}

  /** As of the last look; undefined before the first. */
  get last(): Progress | undefined {
    return this.seen;
  }

  async look(): Promise<void> {
    const [row] = await this.query<Row>('SELECT event_head.store_id, event_head.position AS head, relay_lease.position AS checkpoint FROM event_head, relay_lease');
    if (row === undefined) return;
    const [head, position] = [Number(row.head), Number(row.checkpoint)];
    this.sawCommitted(head, row.store_id);
    this.seen = { position, lag: head - position };
  }
}
