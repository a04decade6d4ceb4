export interface NativeKafkaOptions {
  /** Absolute path of a folder of its own; made if it is missing. Holds the broker's data, its settings and its log. */
  readonly directory: string;
  /** Absolute path of the folder where downloaded jars stay, for every broker of this machine's user. */
  readonly cacheDirectory: string;
  /** Port on the loopback; a free one by default. A broker started again needs its old one, or its clients lose it. */
  readonly port?: number;
  /**
   * The port clients are told to use, where that is not the broker's own: a proxy's in front of it, so that everything
   * a client sends goes through the proxy.
   */
  readonly advertisedPort?: number;
  /** Takes lines for a person who waits. */
  readonly onProgress?: (line: string) => void;
  /** Deletes the data folder once the broker has stopped, for whatever reason but `kill`. */
  readonly deleteOnStop?: boolean;
}

export interface RunningKafka {
  /** `host:port`, what clients are given. */
  readonly brokers: string;
  /** Process id of the broker itself; 0 where it runs in a container. */
  readonly pid: number;
  /** Rejects, with the reason, if the broker ends without having been asked to; else settles with `stop` or `kill`. */
  readonly ended: Promise<void>;
  /** Stops the broker and resolves once it is gone; one that does not stop in time is killed. */
  stop(): Promise<void>;
  /** Ends the broker at once, as a power cut of its process would. Its data stays for the next start. */
  kill(): Promise<void>;
  /** Lets this process end while the broker runs; the broker then ends with it. */
  unref(): void;
}
