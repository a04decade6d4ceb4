import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import { Alarms, raisedAlarmSchema } from '../alarms/alarms.js';

/** From good to bad; the whole is as bad as its worst part. */
const GRADES = ['ok', 'stale', 'alarm'] as const;
export type HealthStatus = (typeof GRADES)[number];

/** A part of the service that knows how it is. Asked on every look at /health: it answers from memory, at once. */
export interface HealthPart {
  readonly name: string;
  /** Shown to anybody: no secret, no tenant's data. */
  health(): { readonly status: HealthStatus; readonly details: object };
  /** Whether it can serve; left out by a part that always can. */
  ready?(): boolean;
}

const statusSchema = z.enum(GRADES);

export const healthReportSchema = z
  .strictObject({
    status: statusSchema,
    alarms: z.array(raisedAlarmSchema).readonly(),
    parts: z.record(z.string(), z.looseObject({ status: statusSchema })),
  })
  .meta({ id: 'HealthReport' });

export type HealthReport = Readonly<z.output<typeof healthReportSchema>>;

@Injectable()
export class HealthRegistry {
  private readonly parts = new Map<string, HealthPart>();
  private stopping = false;

  constructor(private readonly alarms: Alarms) {}

  register(part: HealthPart): void {
    this.parts.set(part.name, part);
  }

  report(): HealthReport {
    const alarms = this.alarms.standing();
    let worst = GRADES.indexOf(alarms.length > 0 ? 'alarm' : 'ok');
    const parts: HealthReport['parts'] = {};
    for (const part of this.parts.values()) {
      const { status, details } = part.health();
      worst = Math.max(worst, GRADES.indexOf(status));
      parts[part.name] = { status, ...details };
    }
    return { status: GRADES[worst] ?? 'alarm', alarms, parts };
  }

  /** Fresh once, and not stopping; staleness later on does not count, so that no orchestrator drops every pod at once. */
  ready(): boolean {
    return !this.stopping && [...this.parts.values()].every((part) => part.ready?.() ?? true);
  }

  /** From here on the service is not ready any more; called first when it shuts down. */
  stop(): void {
    this.stopping = true;
  }
}
