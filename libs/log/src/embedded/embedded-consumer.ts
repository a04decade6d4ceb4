import { deliver } from '../deliver.js';
import type { ConsumerOptions, LogConsumer, LogLogger, LogRecord } from '../log.js';
import { Backoff } from '../pause.js';
import { type OpenSession, openSessionAnd } from './open-session.js';
import { isTopicMadeAgain, type Session } from './session.js';
import { Wake } from './wake.js';

/** What a notification should have told is found by asking, at the latest after this; it also proves that the log answers. */
const POLL_MS = 200;
const MAX_RECORDS = 1_000;
const MAX_BYTES = 4_000_000;

const HEAD = "select topic_id, next_offset from portcullis_log.head($1, 'read')";
const READ = 'select "offset", key, value from portcullis_log.read($1, $2, $3, $4, $5)';

/** The topic as this reader knows it, and the offset that it reads next. */
interface Place {
  topicId: number;
  nextOffset: number;
}

/** Reads over a connection of its own, which also listens; a broken one is replaced and the reading goes on where it was. */
export class EmbeddedConsumer implements LogConsumer {
  private readonly closing = new AbortController();
  private readonly wake = new Wake();
  private readonly backoff = new Backoff();
  private place: Place = { topicId: 0, nextOffset: 0 };
  private session: Session | null = null;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly topicName: string,
    private readonly options: ConsumerOptions,
    private readonly open: OpenSession,
    private readonly logger: LogLogger,
  ) {}

  /** Resolves once the place to start from is fixed. */
  async start(signal: AbortSignal): Promise<void> {
    const { session, answer } = await openSessionAnd(this.open, (opened) => this.listen(opened), this.logger, signal);
    const { start } = this.options;
    this.session = session;
    this.place = {
      topicId: answer.topicId,
      nextOffset: start.from === 'end' ? answer.nextOffset : start.from === 'offset' ? start.offset : 0,
    };
    this.running = this.run();
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.wake.now();
    this.session?.destroy();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        this.session ??= await this.reconnect();
        await this.readOn(this.session);
      } catch (error) {
        if (this.isClosing()) return;
        await this.recover(error);
      }
    }
  }

  /** Reads what there is, and waits where there is no more. Returns where the reader did not take a batch before the end. */
  private async readOn(session: Session): Promise<void> {
    while (!this.isClosing()) {
      this.wake.reset();
      const records = await this.read(session);
      this.backoff.reset();
      const last = records.at(-1);
      if (!last) await this.wake.within(POLL_MS);
      else if (await deliver(records, this.options, this.logger, this.closing.signal)) this.place.nextOffset = last.offset + 1;
    }
  }

  private async read(session: Session): Promise<LogRecord[]> {
    const { topicId, nextOffset } = this.place;
    const values = [this.topicName, topicId, nextOffset, MAX_RECORDS, MAX_BYTES];
    const rows = await session.query<[string, string, Buffer]>('read', READ, values);
    return rows.map(([offset, key, value]) => ({ offset: Number(offset), key, value }));
  }

  private async recover(error: unknown): Promise<void> {
    this.session?.destroy();
    this.session = null;
    const details = { err: error, topic: this.topicName, group: this.options.group, nextOffset: this.place.nextOffset };
    if (isTopicMadeAgain(error)) {
      this.logger.warn(details, 'the topic was made again or lost its end; reading it from the beginning');
      this.place = { topicId: 0, nextOffset: 0 };
      return;
    }
    this.logger.warn(details, 'reading the embedded log failed; connecting again');
    await this.backoff.pause(this.closing.signal);
  }

  private async reconnect(): Promise<Session> {
    const session = await this.open(this.closing.signal);
    const { topicId } = await this.listen(session);
    // Known only after it was found to be another: from then on it is this one.
    if (this.place.topicId === 0) this.place.topicId = topicId;
    return session;
  }

  /** What is appended before the listening began is found by the first read. */
  private async listen(session: Session): Promise<Place> {
    const [row] = await session.query<[number, string]>('head', HEAD, [this.topicName]);
    if (!row) throw new Error(`topic ${this.topicName} has no head`);
    const [topicId, nextOffset] = row;
    await session.listen(`portcullis_log_${topicId}`, () => {
      this.wake.now();
    });
    return { topicId, nextOffset: Number(nextOffset) };
  }

  private isClosing(): boolean {
    return this.closing.signal.aborted;
  }
}
