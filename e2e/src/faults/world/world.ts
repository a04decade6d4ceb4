import type { TcpProxy } from '@portcullis/testing';
import type { Broker } from './broker.js';
import type { Database } from './database.js';
import type { ServiceProcess } from './service-process.js';

export type LogKind = 'kafka' | 'embedded';

/** Longer than any fault-free echo takes, short enough that a fault outlasts it. */
export const SHORT_BOUND_MS = 3_000;
/** MAX_STALENESS_MS where nobody sets it. */
export const DEFAULT_BOUND_MS = 30_000;

/** Whose a workspace is, and how that person logs in. */
export interface Owner {
  readonly workspaceId: string;
  readonly email: string;
  readonly password: string;
}

/** A whole installation of processes under the test's hands: two token-services and two replicas over one log. */
export interface World {
  readonly log: LogKind;
  /** MAX_STALENESS_MS of its replicas. */
  readonly boundMs: number;
  readonly database: Database;
  /** Between every client and the log. */
  readonly network: TcpProxy;
  /** Only where the log is Kafka. */
  readonly broker: Broker | undefined;
  readonly tokenServices: readonly [ServiceProcess, ServiceProcess];
  readonly replicas: readonly [ServiceProcess, ServiceProcess];
  /** Of two workspaces, each with the sample inventory. */
  readonly owners: readonly [Owner, Owner];
  readonly folder: string;
  /** Where another version of the system is built, which has to get along with today's. */
  otherVersion(): string;
  /** Ends every process; their logs stay until the folder is removed. */
  stop(): Promise<void>;
  remove(): void;
}
