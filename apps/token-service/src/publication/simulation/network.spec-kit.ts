import { CLOSED_KEY, parseClosedRecord } from '@portcullis/messages';
import type { Chance } from './chance.spec-kit.js';
import type { Outgoing } from './simulated-relay.spec-kit.js';
import type { SimulatedTopic } from './simulated-topic.spec-kit.js';

/** Between a producer and its topic: acknowledgements that are lost, records that are, and duplicates that come late. */
export class Network {
  /** Epoch of the newest term that has closed anything in the topic. */
  closedEpoch = 0;
  private late: { readonly dueMs: number; readonly records: Outgoing }[] = [];

  constructor(
    private readonly chance: Chance,
    private readonly now: () => number,
    private readonly topic: SimulatedTopic,
    /** False: everything arrives, once. */
    private readonly isFaulty: () => boolean,
  ) {}

  /** @throws where no acknowledgement comes back, though the records may have arrived */
  send(records: Outgoing): void {
    const isFaulty = this.isFaulty();
    // Of the few states more often than of the many closed records.
    const isState = records.some(({ key }) => key !== CLOSED_KEY);
    if (isFaulty && this.chance.once(isState ? 8 : 100)) this.late.push({ dueMs: this.now() + this.chance.between(0, 8_000), records });
    // Acknowledged and never written: what an idempotent producer of kafkajs does after a lost answer.
    if (isFaulty && this.chance.once(80)) return;
    this.topic.append(records);
    for (const { key, value } of records) if (key === CLOSED_KEY) this.closed(value);
    if (isFaulty && this.chance.once(50)) throw new Error('no acknowledgement');
  }

  deliverLate(): void {
    for (const { records } of this.late.filter(({ dueMs }) => dueMs <= this.now())) this.topic.append(records);
    this.late = this.late.filter(({ dueMs }) => dueMs > this.now());
  }

  private closed(value: string | Buffer): void {
    const parsed = parseClosedRecord(Buffer.from(value));
    if (parsed.ok) this.closedEpoch = Math.max(this.closedEpoch, parsed.value.epoch);
  }
}
