import type { LogRecord } from '@portcullis/log';
import { CLOSED_KEY, parseTokenState } from '@portcullis/messages';

/** So many messages, or bytes of them, go to the database at once, and no more are ever waiting than that and one batch of the log. */
const MAX_MESSAGES = 1_000;
const MAX_BYTES = 4_000_000;
/** Longer than any token id: no message under such a key is one of ours. */
const MAX_KEY_BYTES = 400;

export interface PendingMessage {
  readonly offset: number;
  readonly key: Buffer;
  readonly version: number;
  readonly bytes: Buffer;
}

/** Part of what was read, in its order, and the offset that follows it. */
export interface Portion {
  readonly messages: readonly PendingMessage[];
  readonly nextOffset: number;
}

/** What was read from the topic and is not in the database yet. */
export class Pending {
  private messages: PendingMessage[] = [];
  private bytes = 0;
  private readTo: number;
  private sinceMs: number | undefined;

  /** @param savedTo the first offset that is not in the database. */
  constructor(private savedTo: number) {
    this.readTo = savedTo;
  }

  get isFull(): boolean {
    return this.messages.length >= MAX_MESSAGES || this.bytes >= MAX_BYTES;
  }

  /** The first offset that is not in the database. */
  get from(): number {
    return this.savedTo;
  }

  /** How long the first message has been waiting; 0 where none is. */
  waitingMs(nowMs: number): number {
    return this.sinceMs === undefined ? 0 : nowMs - this.sinceMs;
  }

  add({ offset, key, value }: LogRecord, nowMs: number): void {
    if (offset < this.readTo) this.goBackTo(offset);
    this.readTo = offset + 1;
    if (key === CLOSED_KEY) return;
    const message = toMessage(offset, key, value);
    if (message === undefined) return;
    this.messages.push(message);
    this.bytes += sizeOf(message);
    this.sinceMs ??= nowMs;
  }

  /**
   * Takes out what may go to the database: nothing behind `provenOffset`, and no more than fits at once.
   *
   * @returns undefined where nothing may.
   */
  take(provenOffset: number, nowMs: number): Portion | undefined {
    let count = 0;
    let bytes = 0;
    for (const message of this.messages) {
      if (message.offset > provenOffset || count === MAX_MESSAGES || bytes >= MAX_BYTES) break;
      count += 1;
      bytes += sizeOf(message);
    }
    const nextOffset = Math.min(this.messages[count]?.offset ?? this.readTo, this.readTo, provenOffset + 1);
    if (nextOffset <= this.savedTo) return undefined;
    const messages = this.messages.splice(0, count);
    this.bytes -= bytes;
    this.savedTo = nextOffset;
    this.sinceMs = this.messages.length === 0 ? undefined : nowMs;
    return { messages, nextOffset };
  }

  /** The topic was made again, or records are delivered again: what is read now stands in the place of what was. */
  private goBackTo(offset: number): void {
    this.messages = this.messages.filter((message) => message.offset < offset);
    this.bytes = this.messages.reduce((sum, message) => sum + sizeOf(message), 0);
    this.savedTo = Math.min(this.savedTo, offset);
  }
}

function sizeOf({ key, bytes }: PendingMessage): number {
  return key.length + bytes.length;
}

/**
 * A message without a readable version says nothing of its place in its token's life. It cannot be what was published;
 * where it stood in the way of one that was, that one comes again, behind it and before the record that counts.
 */
function toMessage(offset: number, key: string, value: Buffer): PendingMessage | undefined {
  const parsed = parseTokenState(key, value);
  const version = parsed.kind === 'understood' ? parsed.message.version : parsed.version;
  const keyBytes = Buffer.from(key);
  return version === null || keyBytes.length > MAX_KEY_BYTES ? undefined : { offset, key: keyBytes, version, bytes: value };
}
