import type { Batch, KafkaMessage } from 'kafkajs';
import type { LogRecord } from '../../log.js';

/** All records of a fetch as one message, of which kafkajs asks only where it ends. */
export class FetchedRecords {
  readonly isControlRecord = false;
  readonly key = null;

  private constructor(
    readonly records: readonly LogRecord[],
    /** Of the last one. */
    readonly offset: string,
  ) {}

  static of(records: readonly LogRecord[]): readonly FetchedRecords[] {
    const last = records.at(-1);
    return last === undefined ? [] : [new FetchedRecords(records, String(last.offset))];
  }

  /** Those of this offset and above: a broker sends whole batches, which may begin before what was asked for. */
  from(offset: number): readonly LogRecord[] {
    const first = this.records.findIndex((record) => record.offset >= offset);
    return first === 0 ? this.records : first === -1 ? [] : this.records.slice(first);
  }
}

/** What kafkajs hands over, all of one fetch: the offset that was asked for is not in its types. */
interface FetchedBatch extends Batch {
  readonly fetchedOffset: string;
}

/** The records of a fetch, whoever read them. */
export function recordsOf(batch: Batch): readonly LogRecord[] {
  const { messages, fetchedOffset } = batch as FetchedBatch;
  const [first] = messages;
  return first instanceof FetchedRecords ? first.from(Number(fetchedOffset)) : messages.map(recordOf);
}

function recordOf({ offset, key, value }: KafkaMessage): LogRecord {
  return { offset: Number(offset), key: key?.toString() ?? '', value: value ?? Buffer.alloc(0) };
}
