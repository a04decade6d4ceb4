import type { Change } from '../../changed-build/change.js';
import type { Guarantee } from '../history/violation.js';
import type { LogKind } from '../world/world.js';

/** One protection taken out of the built system, and what has to be seen for it. */
export interface Mutant extends Change {
  readonly protection: string;
  /** The log under which it is brought down. */
  readonly log: LogKind;
  /** Part of the name of the fault that it does not survive. */
  readonly fault: string;
  /** It shows without any fault: found before one, it is found. Of the others that would only say that the world was not well. */
  readonly needsNoFault?: true;
  /** The history must be found to break one of these. */
  readonly breaks: readonly Guarantee[];
}
