import { Gauge } from 'prom-client';
import type { MetricsRegistry } from '@portcullis/service-kit';

export interface EvidenceState {
  readonly size: number;
  readonly head: number;
  readonly signedSize: number | undefined;
  readonly verified: number;
  readonly toVerify: number;
}

/** Evidence in numbers, looked up on each scrape. */
export class EvidenceMetrics {
  constructor(
    private readonly metrics: MetricsRegistry,
    state: () => EvidenceState,
  ) {
    this.gauge('portcullis_evidence_tree_size', 'Events in the tree', () => state().size);
    this.gauge('portcullis_evidence_lag', 'Events committed and not yet in the tree', () => state().head - state().size);
    this.gauge('portcullis_evidence_signed_size', 'Events in the newest checkpoint that this process knows of', () => state().signedSize ?? NaN);
    this.gauge('portcullis_evidence_verified', 'Events compared with the tree since this process started', () => state().verified);
    this.gauge('portcullis_evidence_to_verify', 'Events in the tree when that comparison began', () => state().toVerify);
  }

  private gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.metrics.registry],
      collect() {
        this.set(value());
      },
    });
  }
}
