import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from 'pino';
import { currentRequestId } from '../http/request-id.js';
import { describeError } from './describe-error.js';
import { enduringOutput } from './enduring-output.js';
import { maskTokens } from './mask-tokens.js';

const SECRETS = ['authorization', 'cookie', 'password', 'token', 'secret'];

/**
 * The process's pino: JSON lines with the service's name and, while a request is served, its id.
 * Written synchronously, so that the last words of a process that dies are there.
 */
export function createLog(options: {
  readonly name: string;
  readonly level: LevelWithSilent;
  readonly destination?: DestinationStream | undefined;
}): Logger {
  return pino(
    {
      name: options.name,
      level: options.level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const requestId = currentRequestId();
        return requestId === undefined ? {} : { requestId };
      },
      serializers: { err: (error: unknown) => describeError(error) },
      redact: [...SECRETS, ...SECRETS.map((name) => `*.${name}`)],
      hooks: { streamWrite: maskTokens },
    },
    options.destination ?? enduringOutput(1),
  );
}
