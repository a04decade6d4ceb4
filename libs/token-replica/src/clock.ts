/** The two clocks of this process; injected, so that tests can stop, step and rewind them. */
export interface Clock {
  /** Wall clock, ms since the epoch; may be stepped. */
  wallMs(): number;
  /** Rises steadily and is never stepped, but stands still while the machine sleeps. */
  monotonicMs(): number;
}
