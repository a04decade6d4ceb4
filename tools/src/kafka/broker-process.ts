/** A broker as its keeper holds it. */
export interface BrokerProcess {
  /** 0 where it runs in a container. */
  readonly pid: number;
  /** Resolves once it is gone, to what it said of the reason. */
  readonly gone: Promise<string>;
  stop(): void;
  kill(): void;
}
