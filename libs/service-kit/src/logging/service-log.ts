/**
 * The process's log as a dependency; lines written while a request is served carry its id.
 * Nest's own Logger and nestjs-pino's PinoLogger write to the same place.
 */
export abstract class ServiceLog {
  abstract debug(details: object, message: string): void;
  abstract info(details: object, message: string): void;
  abstract warn(details: object, message: string): void;
  abstract error(details: object, message: string): void;
}
