import { setTimeout as delay } from 'node:timers/promises';
import type { Acknowledgement, ConsumerOptions, Log, LogConsumer, LogProducer, OutgoingRecord, Topic } from '@portcullis/log';
import { CLOSED_KEY, digestPart, encodeClosedRecord, formatDigest, parseProbe, PROBES_TOPIC, replaceInDigest, TOKEN_STATE_TOPIC } from '@portcullis/messages';
import type { IssuedTokens } from './issued-tokens.js';

/** About what one fetch of a real log brings. */
const BATCH = 1_000;
const LOOK_EVERY_MS = 5;

/**
 * A log of which nothing is kept: it hands the messages of the tokens to the one replica that reads it, and answers that
 * replica's probes with closed records as a relay does. What stands behind the log costs neither time nor memory here.
 */
export class FedLog implements Log {
  private nonces: Record<string, number> = {};
  private news = false;
  private readonly closing = new AbortController();
  private digest = 0n;
  private position = 0;
  private offset = 0;
  /** Where tokens are that were changed since they were issued. */
  private readonly changes = new Map<number, { readonly version: number; readonly position: number }>();
  private deliver: ((records: readonly OutgoingRecord[]) => Promise<void>) | undefined;
  /** Deliveries stand in line: the consumer gets one batch at a time. */
  private line: Promise<void> = Promise.resolve();

  constructor(private readonly tokens: IssuedTokens) {}

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  identity(): Promise<string> {
    return Promise.resolve('fed');
  }

  openProducer(topic: Topic): Promise<LogProducer> {
    const send = (records: readonly OutgoingRecord[]): Promise<Acknowledgement> => {
      if (topic.name === PROBES_TOPIC.name) this.hear(records);
      const firstOffset = this.offset;
      this.offset += records.length;
      return Promise.resolve({ firstOffset, lastOffset: this.offset - 1 });
    };
    return Promise.resolve({ send, close: () => Promise.resolve() });
  }

  openConsumer(topic: Topic, { onRecords }: ConsumerOptions): Promise<LogConsumer> {
    if (topic.name !== TOKEN_STATE_TOPIC.name) throw new Error(`nobody feeds ${topic.name}`);
    this.deliver = async (records) => {
      await onRecords(records.map(({ key, value }) => ({ key, value: Buffer.from(value), offset: this.offset++ })));
    };
    const feeding = this.feed();
    return Promise.resolve({
      close: async () => {
        this.closing.abort();
        await feeding;
      },
    });
  }

  close(): Promise<void> {
    this.closing.abort();
    return Promise.resolve();
  }

  /** Changes tokens that were issued: each is disabled, or enabled again. Resolves once the replica has taken it. */
  async change(indices: readonly number[]): Promise<void> {
    await this.hand(indices.map((index) => this.changed(index)));
  }

  private changed(index: number): OutgoingRecord {
    const before = this.changes.get(index) ?? { version: 1, position: index + 1 };
    this.position += 1;
    const after = { version: before.version + 1, position: this.position };
    this.changes.set(index, after);
    const value = this.tokens.message(index, after.position, after.version);
    const former = this.tokens.message(index, before.position, before.version);
    this.digest = replaceInDigest(this.digest, digestPart(former), digestPart(value));
    return { key: this.tokens.id(index), value };
  }

  private async feed(): Promise<void> {
    for (let next = 0; next < this.tokens.count && !this.closing.signal.aborted; next += BATCH) {
      await this.hand(this.issued(next, Math.min(BATCH, this.tokens.count - next)));
    }
    while (!this.closing.signal.aborted) {
      if (this.news) await this.hand([this.closed()]);
      await delay(LOOK_EVERY_MS);
    }
  }

  private issued(first: number, count: number): OutgoingRecord[] {
    return Array.from({ length: count }, (_, at) => {
      this.position += 1;
      const value = this.tokens.message(first + at, this.position);
      this.digest = replaceInDigest(this.digest, 0n, digestPart(value));
      return { key: this.tokens.id(first + at), value };
    });
  }

  private hand(records: readonly OutgoingRecord[]): Promise<void> {
    this.line = this.line.then(() => this.deliver?.(records));
    return this.line;
  }

  private closed(): OutgoingRecord {
    this.news = false;
    const { digest, position, nonces } = this;
    const record = { schema: 1, store: 'sto_bench', epoch: 1, position, digest: formatDigest(digest), nonces } as const;
    return { key: CLOSED_KEY, value: encodeClosedRecord(record) };
  }

  private hear(records: readonly OutgoingRecord[]): void {
    for (const { value } of records) {
      const probe = parseProbe(Buffer.from(value));
      if (!probe.ok) throw new Error(probe.reason);
      this.nonces = { ...this.nonces, [probe.value.boot]: probe.value.nonce };
      this.news = true;
    }
  }
}
