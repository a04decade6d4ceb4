import type { ConsumerOptions, LogLogger, LogRecord } from './log.js';
import { Backoff } from './pause.js';

/** Hands one batch to the reader, again after a pause for as long as it rejects; false where the signal ended that. */
export async function deliver(
  records: readonly LogRecord[],
  { group, onRecords }: ConsumerOptions,
  logger: LogLogger,
  signal: AbortSignal,
): Promise<boolean> {
  const backoff = new Backoff();
  while (!signal.aborted) {
    try {
      await onRecords(records);
      return true;
    } catch (error) {
      logger.error({ err: error, group, firstOffset: records[0]?.offset }, 'records were refused by their reader and will be delivered again');
      await backoff.pause(signal);
    }
  }
  return false;
}
