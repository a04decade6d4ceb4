import { type Problem, unavailable } from '@portcullis/service-kit';
import { QueryFailedError } from 'typeorm';

/** SQLSTATE classes: connection, insufficient resources, operator intervention (stopping, starting, a timeout), system. */
const PASSING_CLASSES = new Set(['08', '53', '57', '58']);

/** Whether the database could not be reached or could not answer, as against a statement that it refused. */
export function isUnavailable(error: unknown): boolean {
  const { code, message } = (error instanceof QueryFailedError ? error.driverError : error) as Partial<NodeJS.ErrnoException>;
  // What pg says by itself when a connection breaks or a wait runs out has no code.
  if (typeof code !== 'string') return /connect|timeout/i.test(message ?? '');
  // Errors of the system (ECONNREFUSED, ENOENT of a socket file) all begin with E; no class of SQLSTATE does.
  return code.startsWith('E') || PASSING_CLASSES.has(code.slice(0, 2));
}

/** 503: the inventory is away and will be back; nothing is wrong with the request. */
export const databaseUnavailable = (): Problem =>
  unavailable('database_unavailable', 'The inventory cannot be read at the moment.', 2);
