import type { Log, LogLogger, Topic } from '../log.js';

export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/** What an adapter has to bring so that the suite can be run against it. */
export interface LogUnderTest {
  /** Where the log's server listens, for a proxy in front of it. */
  readonly server: ServerAddress;
  /** Opens the log; every connection goes to `through` where that is given. */
  open(logger: LogLogger, through?: ServerAddress): Promise<Log>;
  /** Opens the log, whose answers to appends can be made wrong. */
  openLying(logger: LogLogger): Promise<LyingLog>;
  /** Ways in which a topic that is there already is not what `prepare` needs. */
  readonly misfits: readonly Misfit[];
  stop(): Promise<void>;
}

export interface LyingLog {
  readonly log: Log;
  /** From now on an append is acknowledged with offsets that were acknowledged before. */
  lie(): Promise<void>;
  beHonest(): Promise<void>;
  stop(): Promise<void>;
}

export interface Misfit {
  readonly what: string;
  /** Makes the topic as it should not be. */
  make(topic: Topic): Promise<void>;
  /** What the error has to name. */
  readonly named: string;
}
