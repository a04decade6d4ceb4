import { type Query, readLatestMessages } from '@portcullis/event-store';
import type { LogProducer } from '@portcullis/log';
import type { Alarms, Clock } from '@portcullis/service-kit';

const AT_MOST_EVERY_MS = 600_000;
const BATCH = 1_000;

/**
 * Publishes every token's stored message again when a replica says that what the topic holds is not what was published,
 * even after it read all of it. In pieces between rounds, so that no revocation waits for it; at most once in ten
 * minutes, with an alarm that stays, as a topic that lost or kept the wrong records is a matter for a person.
 */
export class Healing {
  private startedMs = -Infinity;
  /** Position after which the next piece begins; undefined: nothing under way. */
  private cursor: number | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly alarms: Alarms,
  ) {}

  /** A replica asked for it. */
  request(service: string): void {
    const nowMs = this.clock.monotonicMs();
    if (this.cursor !== undefined || nowMs - this.startedMs < AT_MOST_EVERY_MS) return;
    this.startedMs = nowMs;
    this.cursor = 0;
    this.alarms.raise('token_state_republished', { askedBy: service });
  }

  /**
   * Sends the next piece: each token's newest message up to the checkpoint, the same bytes as the first time.
   * @returns whether there is more.
   */
  async sendNext(query: Query, producer: LogProducer, checkpoint: number): Promise<boolean> {
    if (this.cursor === undefined) return false;
    const messages = await readLatestMessages(query, this.cursor, checkpoint, BATCH);
    if (messages.length > 0) await producer.send(messages.map(({ key, value }) => ({ key, value })));
    this.cursor = messages.length < BATCH ? undefined : messages.at(-1)?.position;
    return this.cursor !== undefined;
  }
}
