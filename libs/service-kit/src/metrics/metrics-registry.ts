import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** The process's Prometheus registry; a part that measures something registers its metrics with `registry`. */
@Injectable()
export class MetricsRegistry implements OnApplicationShutdown {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Forgets the metrics, whose collectors would otherwise keep a closed application in memory. */
  onApplicationShutdown(): void {
    this.registry.clear();
  }
}
