import type { Figure } from '../figures/figure.js';
import type { Surroundings } from '../surroundings/surroundings.js';

/** What one measure found. */
export interface Findings {
  readonly figures: readonly Figure[];
  /** Versions and facts worth a line under the table. */
  readonly notes?: readonly string[];
}

/** What was asked for, and what the measures may use. */
export interface MeasureContext {
  readonly large: boolean;
  readonly peers: boolean;
  readonly say: (line: string) => void;
  /** Servers that are started when they are first asked for, and shared by the measures of a run. */
  readonly surroundings: Surroundings;
  /** CPU profiles of workers and services are written to this folder; undefined: none are made. */
  readonly profileFolder: string | undefined;
}

export interface Measure {
  /** What `--only` is matched against, beside the keys. */
  readonly name: string;
  readonly keys: readonly string[];
  /** Left out unless `--large` or `--peers` is given. */
  readonly only?: 'large' | 'peers';
  readonly run: (context: MeasureContext) => Promise<Findings>;
}
