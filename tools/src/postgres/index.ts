export { freePort } from './free-port.js';
export type { PostgresOptions } from './postgres-options.js';
export { PostgresStartError } from './postgres-start-error.js';
export type { RunningPostgres } from './running-postgres.js';
export { startPostgres } from './start-postgres.js';
