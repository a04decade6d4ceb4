import { Logger as NestPinoLogger, PinoLogger } from 'nestjs-pino';
import type { Logger } from 'pino';

/** Nest tells each route and each module at its start: a line each that nobody reads. */
const CHATTER = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);
/** Says what createService says too. */
const REPEATED = 'ExceptionHandler';

/** Nest's own messages, in the process's log. */
export class NestLog extends NestPinoLogger {
  constructor(log: Logger) {
    super(new PinoLogger({ pinoHttp: { logger: log } }), {});
  }

  override log(message: unknown, ...parameters: unknown[]): void {
    if (CHATTER.has(String(parameters.at(-1)))) super.debug(message, ...parameters);
    else super.log(message, ...parameters);
  }

  override error(message: unknown, ...parameters: unknown[]): void {
    if (parameters.at(-1) !== REPEATED) super.error(message, ...parameters);
  }
}
