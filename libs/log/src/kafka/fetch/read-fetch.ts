import { FetchedBytes } from './fetched-bytes.js';
import { FetchedRecords } from './fetched-records.js';
import { readRecords } from './read-records.js';

/** Up to where kafkajs looks for the version of what it reads. */
const FEWEST_BYTES = 17;

/** The version of Fetch that is read here, and that kafkajs speaks with every broker since Kafka 2.3. */
export const FETCH_VERSION = 11;

/** What kafkajs makes of such a response, but for `messages`. */
export interface Fetched {
  readonly throttleTime: 0;
  readonly clientSideThrottleTime: number;
  readonly errorCode: number;
  readonly sessionId: number;
  readonly responses: readonly { readonly topicName: string; readonly partitions: readonly FetchedPartition[] }[];
}

interface FetchedPartition {
  readonly partition: number;
  readonly errorCode: number;
  readonly highWatermark: string;
  readonly lastStableOffset: string;
  readonly lastStartOffset: string;
  readonly abortedTransactions: readonly [];
  readonly preferredReadReplica: number;
  /** One that stands for all of them, or none. */
  readonly messages: readonly FetchedRecords[];
}

/**
 * Reads a response to Fetch 11 (KIP-392) to its end in one step: the most that is asked for, some 8,000 token states, takes 3 ms.
 *
 * @returns undefined where it is not of the form that producers here bring about; kafkajs then says what it is.
 */
export function readFetch(response: Buffer): Fetched | undefined {
  try {
    const bytes = new FetchedBytes(response);
    const head = { throttleTime: 0, clientSideThrottleTime: bytes.int32(), errorCode: bytes.int16(), sessionId: bytes.int32() } as const;
    const responses = readAll(bytes, (topic) => {
      const topicName = topic.text(topic.int16());
      const partitions = readAll(topic, readPartition);
      return partitions && { topicName, partitions };
    });
    return responses && bytes.left === 0 ? { ...head, responses } : undefined;
  } catch {
    // It ends before its time, or tells lengths that cannot be.
    return undefined;
  }
}

/** An array, -1 for none; undefined where one of its elements is, or where it has fewer than none. */
function readAll<T>(bytes: FetchedBytes, read: (bytes: FetchedBytes) => T | undefined): readonly T[] | undefined {
  const all: T[] = [];
  const count = bytes.int32();
  if (count < -1) return undefined;
  for (let left = count; left > 0; left -= 1) {
    const next = read(bytes);
    if (next === undefined) return undefined;
    all.push(next);
  }
  return all;
}

function readPartition(bytes: FetchedBytes): FetchedPartition | undefined {
  const head = { partition: bytes.int32(), errorCode: bytes.int16() };
  const offsets = { highWatermark: String(bytes.int64()), lastStableOffset: String(bytes.int64()), lastStartOffset: String(bytes.int64()) };
  const aborted = bytes.int32();
  if (aborted > 0 || aborted < -1) return undefined;
  const preferredReadReplica = bytes.int32();
  const size = bytes.int32();
  if (size > bytes.left || (size > 0 && size < FEWEST_BYTES)) return undefined;
  const records = readRecords(bytes, Math.max(0, size));
  return records && { ...head, ...offsets, abortedTransactions: [], preferredReadReplica, messages: FetchedRecords.of(records) };
}
