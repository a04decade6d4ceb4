import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import * as z from 'zod';
import { CLOCK, type Clock } from '../clock.js';
import { ServiceLog } from '../logging/service-log.js';
import { MetricsRegistry } from '../metrics/metrics-registry.js';

export const raisedAlarmSchema = z.strictObject({
  code: z.string(),
  since: z.iso.datetime({ precision: 3 }).meta({ description: 'When it was first raised since it was last cleared.' }),
  details: z.looseObject({}),
});
export type RaisedAlarm = Readonly<z.output<typeof raisedAlarmSchema>>;

/** What a person has to look at: each is in the log, a metric and /health until it is cleared. */
@Injectable()
export class Alarms {
  private readonly raised = new Map<string, RaisedAlarm>();
  private readonly gauge: Gauge<'code'>;
  private readonly counter: Counter<'code'>;

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly log: ServiceLog,
    metrics: MetricsRegistry,
  ) {
    const registers = [metrics.registry];
    this.gauge = new Gauge({ name: 'portcullis_alarm', help: '1 while the alarm stands', labelNames: ['code'], registers });
    this.counter = new Counter({
      name: 'portcullis_alarms_raised_total',
      help: 'Times the alarm was raised',
      labelNames: ['code'],
      registers,
    });
  }

  /**
   * Raises an alarm, or renews the details of one that stands. Logged only when it is new or says something else, so
   * that a condition found every second does not fill the disk.
   *
   * @param code stable, snake case; it has an entry in docs/failure-modes.md
   * @param details shown in /health to anybody: no secret, no tenant's data
   */
  raise(code: string, details: object = {}): void {
    const standing = this.raised.get(code);
    const since = standing?.since ?? new Date(this.clock.wallMs()).toISOString();
    this.raised.set(code, { code, since, details: { ...details } });
    this.gauge.set({ code }, 1);
    if (standing !== undefined && JSON.stringify(standing.details) === JSON.stringify(details)) return;
    this.counter.inc({ code });
    this.log.error({ alarm: code, details }, `alarm: ${code}`);
  }

  clear(code: string): void {
    if (!this.raised.delete(code)) return;
    this.gauge.set({ code }, 0);
    this.log.info({ alarm: code }, `alarm cleared: ${code}`);
  }

  standing(): readonly RaisedAlarm[] {
    return [...this.raised.values()];
  }
}
