export const SUPERUSER = 'postgres';

export interface PostgresOptions {
  /** Absolute path of a folder of its own; made if it is missing. Holds the cluster, its password and the server's log. */
  readonly dataDirectory: string;
  /** Port on the loopback; a free one by default. */
  readonly port?: number;
  /** `durable` (the default) survives a crash of the machine; `throwaway` trades that for speed and suits tests. */
  readonly mode?: 'durable' | 'throwaway';
  /** Deletes the data folder once the server has stopped, for whatever reason it did. */
  readonly deleteOnStop?: boolean;
}
