import { Injectable } from '@nestjs/common';
import { MetricsRegistry } from '@portcullis/service-kit';
import { Counter } from 'prom-client';

export type IgnoredBecause = 'unknown_token' | 'unreadable';

/** What of the usage topic was not counted; anything but zero means that somebody else writes there, or a newer version. */
@Injectable()
export class UsageMetrics {
  private readonly ignored: Counter<'reason'>;

  constructor({ registry }: MetricsRegistry) {
    this.ignored = new Counter({
      name: 'portcullis_usage_records_ignored_total',
      help: 'Usage records that were not counted',
      labelNames: ['reason'],
      registers: [registry],
    });
  }

  ignore(reason: IgnoredBecause, records: number): void {
    if (records > 0) this.ignored.inc({ reason }, records);
  }
}
