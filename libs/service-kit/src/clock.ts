/** Time as an argument: given to whatever decides by it, so that a test can be at any moment. */
export interface Clock {
  /** Milliseconds since 1970 by the machine's clock; may jump. */
  wallMs(): number;
  /** Milliseconds since an arbitrary start, never back; stands still while the machine sleeps. */
  monotonicMs(): number;
}

export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

/** Nest token of the Clock. */
export const CLOCK = Symbol('portcullis.clock');
