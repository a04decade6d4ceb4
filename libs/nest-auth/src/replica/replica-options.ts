import type { LogConnection } from '@portcullis/log';
import type { Environment } from '@portcullis/token';
import type { SnapshotOptions } from '@portcullis/token-replica';

export interface ReplicaOptions {
  /** The service's name, one of those that token-service admits (PORTCULLIS_SERVICES). */
  readonly service: string;
  /** Where the log between the services is, as `readLogConnection` of libs/log reads it; opened and closed here. */
  readonly log: LogConnection;
  /** Tokens of the other environment are not valid in this process. */
  readonly environment: Environment;
  /** How old the knowledge about tokens may become before requests are refused, ms; 1 to 30 000. */
  readonly maxStalenessMs: number;
  /**
   * Keeps a copy of the token states in the service's own PostgreSQL, whose schema has `snapshotMigrations`, so that a
   * start reads only what came since. Left out, every start reads the log from its beginning.
   */
  readonly snapshot?: SnapshotOptions;
}

/** Nest token of the ReplicaOptions. */
export const REPLICA_OPTIONS = Symbol('portcullis.replica-options');
