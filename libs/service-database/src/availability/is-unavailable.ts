import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';

/** SQLSTATE classes: connection, insufficient resources, operator intervention (stopping, starting, a timeout), system. */
const PASSING_CLASSES = new Set(['08', '53', '57', '58']);
/** A transaction that stood or ran for too long (25P03, 25P04), a lock that was not to be had in time, a deadlock: what a machine under too much load brings about. */
const PASSING_CODES = new Set(['25P03', '25P04', '55P03', '40P01']);

/**
 * Whether the database could not be reached or could not answer, which passes by itself, as against a statement or a
 * password that it refused.
 *
 * @param error of pg, or TypeORM's wrapper of one
 */
export function isUnavailable(error: unknown): boolean {
  // A connection that breaks between two statements is given back by TypeORM itself; the next statement was never sent.
  if (error instanceof QueryRunnerAlreadyReleasedError) return true;
  const { code, message } = (error instanceof QueryFailedError ? error.driverError : error) as Partial<NodeJS.ErrnoException>;
  // What pg says by itself when a connection breaks or a wait runs out has no code.
  if (typeof code !== 'string') return /connect|timeout/i.test(message ?? '');
  // Errors of the system (ECONNREFUSED, ENOENT of a socket file) all begin with E, as no class of SQLSTATE does; ERR_ is
  // Node's own, for what was asked of it wrongly, such as another name in a certificate.
  return (code.startsWith('E') && !code.startsWith('ERR_')) || PASSING_CLASSES.has(code.slice(0, 2)) || PASSING_CODES.has(code);
}
