import { Injectable } from '@nestjs/common';
import { MetricsRegistry } from '@portcullis/service-kit';
import { type ReplicaStatus, TokenReplica } from '@portcullis/token-replica';
import { Gauge } from 'prom-client';

interface Measure {
  readonly name: string;
  readonly help: string;
  readonly of: (status: ReplicaStatus) => number;
}

const MEASURES: readonly Measure[] = [
  { name: 'fresh', help: '1 while tokens can be checked, 0 while bearer requests get 503', of: ({ fresh }) => Number(fresh) },
  {
    name: 'age_seconds',
    help: 'Upper bound on the age of what is known about tokens; infinite before anything is',
    of: ({ ageMs }) => (ageMs ?? Infinity) / 1000,
  },
  { name: 'bound_seconds', help: 'Age above which requests are refused', of: ({ boundMs }) => boundMs / 1000 },
  { name: 'applied_position', help: 'Position up to which every change is applied', of: ({ appliedPosition }) => appliedPosition },
  { name: 'tokens', help: 'Tokens held', of: ({ tokens }) => tokens },
];

const SNAPSHOT_MEASURES: readonly Measure[] = [
  { name: 'snapshot_loaded_tokens', help: 'Tokens this process started from', of: ({ snapshot }) => snapshot?.loaded?.tokens ?? 0 },
  { name: 'snapshot_writing', help: '1 while this process keeps the snapshot, 0 while another one does or it cannot', of: ({ snapshot }) => Number(snapshot?.writing === 'yes') },
  {
    name: 'snapshot_behind_seconds',
    help: 'How long the oldest change that is not saved has been waiting; not a number where another process saves them',
    of: ({ snapshot }) => (snapshot?.behindMs ?? NaN) / 1000,
  },
];

/** The replica's state in numbers, looked up on each scrape. */
@Injectable()
export class ReplicaMetrics {
  constructor({ registry }: MetricsRegistry, replica: TokenReplica) {
    const measures = replica.status().snapshot === null ? MEASURES : [...MEASURES, ...SNAPSHOT_MEASURES];
    for (const { name, help, of } of measures) {
      new Gauge({
        name: `portcullis_replica_${name}`,
        help,
        registers: [registry],
        collect() {
          this.set(of(replica.status()));
        },
      });
    }
  }
}
