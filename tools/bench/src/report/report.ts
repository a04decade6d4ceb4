import type { Figure } from '../figures/figure.js';
import type { Machine } from './machine.js';

/** All that one run found. */
export interface Report {
  readonly figures: readonly Figure[];
  readonly notes: readonly string[];
  /** Measures that could not be taken, and why. */
  readonly failures: readonly string[];
  readonly machine: Machine;
}
