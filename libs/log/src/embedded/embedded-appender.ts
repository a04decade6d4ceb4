import type { Appender } from '../guarded-producer.js';
import type { Acknowledgement, LogLogger, OutgoingRecord } from '../log.js';
import { persist } from '../persist.js';
import type { OpenSession } from './open-session.js';
import { isRefusal, type Session } from './session.js';

const APPEND = 'select first_offset, last_offset from portcullis_log.append($1, $2, $3)';

/** Appends over a connection of its own: one statement, one transaction, one round trip a batch. */
export class EmbeddedAppender implements Appender {
  constructor(
    private readonly topicName: string,
    private session: Session | null,
    private readonly reopen: OpenSession,
    private readonly logger: LogLogger,
  ) {}

  async append(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<Acknowledgement> {
    const abandon = (): void => this.session?.destroy();
    signal.addEventListener('abort', abandon);
    try {
      return await this.appendUntilAnswered(records, signal);
    } finally {
      signal.removeEventListener('abort', abandon);
    }
  }

  close(): void {
    this.session?.end();
    this.session = null;
  }

  private appendUntilAnswered(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<Acknowledgement> {
    const values = [this.topicName, records.map(({ key }) => key), records.map(({ value }) => Buffer.from(value))];
    const attempt = async (): Promise<Acknowledgement> => {
      this.session ??= await this.reopen(signal);
      return asAcknowledgement(await this.session.query<[string, string]>('append', APPEND, values));
    };
    // The batch may be written although its answer is lost: it is sent again over a new connection, and may then be
    // there twice.
    const onFailure = (error: unknown): void => {
      this.session?.destroy();
      this.session = null;
      this.logger.warn({ err: error, topic: this.topicName }, 'the embedded log did not acknowledge; sending again');
    };
    return persist(attempt, { isFinal: isRefusal, onFailure, signal });
  }
}

/** Whatever came, as numbers; whether they fit is the guard's question. */
function asAcknowledgement(rows: readonly [string, string][]): Acknowledgement {
  const [row] = rows;
  return row && rows.length === 1
    ? { firstOffset: Number(row[0]), lastOffset: Number(row[1]) }
    : { firstOffset: Number.NaN, lastOffset: Number.NaN };
}
