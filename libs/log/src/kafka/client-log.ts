import kafkajs, { type logCreator } from 'kafkajs';
import type { LogLogger } from '../log.js';
import { isHarmless } from './kafka-errors.js';

/**
 * kafkajs's own lines, a level lower than it means them: what it calls an error is mostly one attempt of several, and
 * the adapter itself says what it could not mend.
 */
export function clientLog(logger: LogLogger, isSilent: () => boolean): logCreator {
  return () =>
    ({ namespace, level, log: { message, error } }) => {
      if (isSilent()) return;
      const details = { kafkajs: namespace, ...(error === undefined ? {} : { reason: String(error) }) };
      const isError = level === kafkajs.logLevel.ERROR && !isHarmless(`${message} ${String(error)}`);
      if (isError) logger.warn(details, message);
      else logger.info(details, message);
    };
}
