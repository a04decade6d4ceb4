import { type Log, type LogProducer, PacedLoop } from '@portcullis/log';
import { CLOSED_KEY, digestPart, encodeClosedRecord, formatDigest, parseProbe, PROBES_TOPIC, replaceInDigest, TOKEN_STATE_TOPIC } from '@portcullis/messages';

/** Publishes what a test tells it to on a real log, and closes it truthfully, again and again. */
export class LogRelay {
  private readonly nonces = new Map<string, number>();
  private readonly last = new Map<string, Buffer>();
  private position = 0;
  private sending: Promise<unknown> = Promise.resolve();
  private rounds: PacedLoop | undefined;
  /** Offset of the last state message. */
  lastOffset = -1;

  private constructor(private readonly producer: LogProducer) {}

  static async on(log: Log): Promise<LogRelay> {
    const relay = new LogRelay(await log.openProducer(TOKEN_STATE_TOPIC));
    await log.openConsumer(PROBES_TOPIC, {
      group: 'log-relay',
      start: { from: 'beginning' },
      onRecords: (records) => {
        for (const { value } of records) {
          const parsed = parseProbe(value);
          if (parsed.ok) relay.nonces.set(parsed.value.boot, parsed.value.nonce);
        }
      },
    });
    relay.rounds = new PacedLoop(100, () => relay.send(CLOSED_KEY, () => relay.closedRecord()).then(() => undefined));
    return relay;
  }

  async publish(tokenId: string, message: Buffer): Promise<void> {
    this.position += 1;
    this.last.set(tokenId, message);
    this.lastOffset = await this.send(tokenId, () => message);
  }

  async stop(): Promise<void> {
    await this.rounds?.stop();
  }

  /** One send at a time is all that a producer allows. */
  private send(key: string, value: () => Buffer | string): Promise<number> {
    const sent = this.sending.then(async () => (await this.producer.send([{ key, value: value() }])).lastOffset);
    this.sending = sent.catch(() => undefined);
    return sent;
  }

  private closedRecord(): string {
    const messages = [...this.last.values()];
    const digest = formatDigest(messages.reduce((sum, message) => replaceInDigest(sum, 0n, digestPart(message)), 0n));
    return encodeClosedRecord({ schema: 1, store: 'store-1', epoch: 1, position: this.position, digest, nonces: Object.fromEntries(this.nonces) });
  }
}
