import { abortable } from './abortable.js';
import { type Log, LogClosed, type LogProducer, type Topic } from './log.js';

/**
 * Waits for what the log may take for ever to answer, for as long as somebody wants it.
 *
 * @throws LogClosed as soon as the signal is aborted; whatever the work throws before that.
 */
export async function awaitLog<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    signal.throwIfAborted();
    return await abortable(work(), signal);
  } catch (error) {
    throw signal.aborted ? new LogClosed('the log is not waited for any more') : error;
  }
}

/**
 * Opens a producer as `awaitLog` waits; one that comes after the signal was aborted is closed, as nobody else knows it.
 * The caller closes the one it gets.
 */
export function awaitProducer(log: Log, topic: Topic, signal: AbortSignal): Promise<LogProducer> {
  return awaitLog(async () => {
    const producer = await log.openProducer(topic);
    if (signal.aborted) await producer.close();
    return producer;
  }, signal);
}
