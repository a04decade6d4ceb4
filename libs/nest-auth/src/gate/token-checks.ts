import { Injectable } from '@nestjs/common';
import { MetricsRegistry } from '@portcullis/service-kit';
import type { CheckOutcome } from '@portcullis/token';
import { Counter } from 'prom-client';

/** How a credential fared at the gate; `malformed` ones get no further than their form. */
type GateOutcome = CheckOutcome['outcome'] | 'malformed';

/** Counts what the gate decides: an addition to a plain number a request, which a scrape turns into the metric. */
@Injectable()
export class TokenChecks {
  private readonly counts: Record<GateOutcome, number> = {
    allowed: 0,
    invalid: 0,
    stale: 0,
    address_not_allowed: 0,
    insufficient_scope: 0,
    malformed: 0,
  };

  constructor({ registry }: MetricsRegistry) {
    const { counts } = this;
    new Counter({
      name: 'portcullis_token_checks_total',
      help: 'Presented credentials by what the gate made of them',
      labelNames: ['outcome'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [outcome, count] of Object.entries(counts)) this.inc({ outcome }, count);
      },
    });
  }

  count(outcome: GateOutcome): void {
    this.counts[outcome] += 1;
  }
}
