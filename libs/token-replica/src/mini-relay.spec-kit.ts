import { CLOSED_KEY, digestPart, encodeClosedRecord, formatDigest, parseProbe, type Probe, PROBES_TOPIC, replaceInDigest, TOKEN_STATE_TOPIC } from '@portcullis/messages';
import type { MemoryLog } from './memory-log.spec-kit.js';

/** Publishes what a test tells it to and closes it truthfully: the relay's side of the protocol, on a memory log. */
export class MiniRelay {
  store = 'store-1';
  epoch = 1;
  private position = 0;
  private readonly last = new Map<string, Buffer>();

  constructor(private readonly log: MemoryLog) {}

  /** Commits a message and sends it; `lost` pretends that the log acknowledged it but never wrote it. */
  publish(tokenId: string, message: Buffer, { lost = false } = {}): void {
    this.position += 1;
    this.last.set(tokenId, message);
    if (!lost) this.log.append(TOKEN_STATE_TOPIC, [{ key: tokenId, value: message }]);
  }

  close(answers: (boot: string) => boolean = () => true): void {
    const answered = this.probes().filter(({ boot }) => answers(boot));
    const nonces = Object.fromEntries(answered.map(({ boot, nonce }) => [boot, nonce]));
    const record = { schema: 1, store: this.store, epoch: this.epoch, position: this.position, digest: this.digest(), nonces } as const;
    this.log.append(TOKEN_STATE_TOPIC, [{ key: CLOSED_KEY, value: encodeClosedRecord(record) }]);
  }

  /** A round that has not heard of this boot. */
  closeWithout(deaf: string): void {
    this.close((boot) => boot !== deaf);
  }

  republish(): void {
    this.log.append(TOKEN_STATE_TOPIC, [...this.last].map(([key, value]) => ({ key, value })));
  }

  probes(): Probe[] {
    return this.log.records(PROBES_TOPIC).map(({ value }) => {
      const parsed = parseProbe(value);
      if (!parsed.ok) throw new Error(parsed.reason);
      return parsed.value;
    });
  }

  /** Of all that was published. */
  digest(): string {
    return formatDigest([...this.last.values()].reduce((sum, message) => replaceInDigest(sum, 0n, digestPart(message)), 0n));
  }
}
