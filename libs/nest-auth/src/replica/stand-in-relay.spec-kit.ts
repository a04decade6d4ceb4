import { type Log, type LogConsumer, type LogProducer, openLog, provisionEmbeddedLog } from '@portcullis/log';
import {
  CLOSED_KEY,
  digestPart,
  encodeClosedRecord,
  formatDigest,
  parseProbe,
  type Probe,
  PROBES_TOPIC,
  replaceInDigest,
  TOKEN_STATE_TOPIC,
  TOPICS,
} from '@portcullis/messages';
import type { TestDatabase } from '@portcullis/testing';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** token-service's side of the protocol on an embedded log: publishes what a test tells it to, and closes it truthfully. */
export class StandInRelay {
  /** Every probe, in order. */
  readonly probes: Probe[] = [];
  private position = 0;
  private digest = 0n;
  private readonly partOf = new Map<string, bigint>();
  private readonly last = new Map<string, Buffer>();

  private constructor(
    private readonly log: Log,
    private readonly producer: LogProducer,
  ) {}

  static async on(database: TestDatabase): Promise<StandInRelay> {
    await provisionEmbeddedLog(database.query, TOPICS.map((topic) => ({ topic, writers: [], readers: [] })));
    const log = await openLog({ kind: 'embedded', connectionString: database.connectionString }, quiet);
    const relay = new StandInRelay(log, await log.openProducer(TOKEN_STATE_TOPIC));
    await relay.listen();
    return relay;
  }

  /** Publishes the next message of a token; `lost` pretends that the log acknowledged it, and never wrote it. */
  async publish(tokenId: string, message: object, { lost = false } = {}): Promise<void> {
    this.position += 1;
    const value = Buffer.from(JSON.stringify({ position: this.position, time: '2026-11-23T05:00:00.000Z', tokenId, ...message }));
    const part = digestPart(value);
    this.digest = replaceInDigest(this.digest, this.partOf.get(tokenId) ?? 0n, part);
    this.partOf.set(tokenId, part);
    this.last.set(tokenId, value);
    if (!lost) await this.producer.send([{ key: tokenId, value }]);
  }

  /** Sends every token's last message again, as the relay does for a replica that does not heal. */
  async republish(): Promise<void> {
    await this.producer.send([...this.last].map(([key, value]) => ({ key, value })));
  }

  /** Says that this is all, to every boot that asked so far. */
  async close(): Promise<void> {
    const nonces = Object.fromEntries(this.probes.map(({ boot, nonce }) => [boot, nonce]));
    const record = { schema: 1, store: 'store-1', epoch: 1, position: this.position, digest: formatDigest(this.digest), nonces } as const;
    await this.producer.send([{ key: CLOSED_KEY, value: encodeClosedRecord(record) }]);
  }

  async stop(): Promise<void> {
    await this.log.close();
  }

  private listen(): Promise<LogConsumer> {
    return this.log.openConsumer(PROBES_TOPIC, {
      group: 'stand-in-relay',
      start: { from: 'beginning' },
      onRecords: (records) => {
        for (const { value } of records) {
          const parsed = parseProbe(value);
          if (parsed.ok) this.probes.push(parsed.value);
        }
      },
    });
  }
}
