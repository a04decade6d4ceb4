import { setTimeout as delay } from 'node:timers/promises';
import { type Log, type LogConnection, type LogProducer, openLog, type OutgoingRecord } from '@portcullis/log';
import { CLOSED_KEY, digestPart, encodeClosedRecord, formatDigest, parseProbe, PROBES_TOPIC, replaceInDigest, TOKEN_STATE_TOPIC, TOPICS } from '@portcullis/messages';
import type { IssuedTokens } from '../../replica/issued-tokens.js';

const BATCH = 2_000;
const LOOK_EVERY_MS = 10;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A topic with the states of many tokens on a real log, kept closed as a relay does: every probe is echoed at once. */
export class PublishedTopic {
  private nonces: Record<string, number> = {};
  private news = false;
  private digest = 0n;
  private readonly ending = new AbortController();
  private closing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly log: Log,
    private readonly producer: LogProducer,
    private readonly tokens: IssuedTokens,
  ) {}

  /** Resolves once every state is acknowledged. */
  static async publish(connection: LogConnection, tokens: IssuedTokens): Promise<PublishedTopic> {
    const log = await openLog(connection, silent);
    if (connection.kind === 'kafka') await log.prepare(TOPICS);
    const topic = new PublishedTopic(log, await log.openProducer(TOKEN_STATE_TOPIC), tokens);
    await topic.sendStates();
    await log.openConsumer(PROBES_TOPIC, { group: 'bench.relay', start: { from: 'end' }, onRecords: (records) => { for (const { value } of records) topic.hear(value); } });
    topic.closing = topic.closeAgainAndAgain();
    return topic;
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.closing;
    await this.log.close();
  }

  private async sendStates(): Promise<void> {
    for (let first = 0; first < this.tokens.count; first += BATCH) {
      await this.producer.send(Array.from({ length: Math.min(BATCH, this.tokens.count - first) }, (_, at) => this.state(first + at)));
    }
  }

  private state(index: number): OutgoingRecord {
    const value = this.tokens.message(index, index + 1);
    this.digest = replaceInDigest(this.digest, 0n, digestPart(value));
    return { key: this.tokens.id(index), value };
  }

  private hear(value: Uint8Array): void {
    const probe = parseProbe(value);
    if (!probe.ok) return;
    this.nonces = { ...this.nonces, [probe.value.boot]: probe.value.nonce };
    this.news = true;
  }

  private async closeAgainAndAgain(): Promise<void> {
    while (!this.ending.signal.aborted) {
      if (this.news) {
        this.news = false;
        const record = { schema: 1, store: 'sto_bench', epoch: 1, position: this.tokens.count, digest: formatDigest(this.digest), nonces: this.nonces } as const;
        await this.producer.send([{ key: CLOSED_KEY, value: encodeClosedRecord(record) }]);
      }
      await delay(LOOK_EVERY_MS);
    }
  }
}
