import { type DestinationStream, pino } from 'pino';

/** Lines that wait for a place that cannot be written now; newer ones are dropped. */
const MOST_WAITING_BYTES = 2 ** 20;

/**
 * Writes lines at once to a file descriptor, and outlives a full disk and a reader that is gone: what cannot be written
 * waits, in memory and within a bound, for the next line that can. A service must not end for want of a place for its log.
 */
export function enduringOutput(fileDescriptor: number): DestinationStream {
  const output = pino.destination({ dest: fileDescriptor, sync: true, maxLength: MOST_WAITING_BYTES });
  // Without a listener the error would be an uncaught fault. Nobody is left to be told: this is the log.
  output.on('error', () => undefined);
  return output;
}
