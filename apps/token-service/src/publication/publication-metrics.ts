import { Counter, Gauge, type Registry } from 'prom-client';
import type { Progress } from './relay/relay-progress.js';

export interface PublicationState {
  /** Whether this instance relays. */
  readonly leading: boolean;
  /** Undefined before the first look. */
  readonly progress: Progress | undefined;
}

/** Publication in numbers, looked up on each scrape. */
export class PublicationMetrics {
  private readonly receipts: Counter<'confirmed'>;

  constructor(
    private readonly registry: Registry,
    state: () => PublicationState,
  ) {
    this.gauge('portcullis_relay_leading', '1 in the instance that relays', () => Number(state().leading));
    this.gauge('portcullis_relay_position', 'Position up to which the log has acknowledged every message', () => state().progress?.position ?? NaN);
    this.gauge('portcullis_relay_lag', 'Positions committed and not yet acknowledged by the log', () => state().progress?.lag ?? NaN);
    this.receipts = new Counter({
      name: 'portcullis_receipts_total',
      help: 'Changes that were waited for, by whether every replica was known to act on them in time',
      labelNames: ['confirmed'],
      registers: [registry],
    });
    // A series that is there from the beginning shows its first increase.
    for (const confirmed of ['true', 'false']) this.receipts.inc({ confirmed }, 0);
  }

  readonly countReceipt = (confirmed: boolean): void => {
    this.receipts.inc({ confirmed: String(confirmed) });
  };

  private gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(value());
      },
    });
  }
}
