import { z } from 'zod';
import { bootId, type ParseResult, parseJson, wholeNumber } from './fields.js';

/** The relay never echoes a boot whose bound is above this. */
export const MAX_BOUND_MS = 30_000;

const probe = z.object({
  schema: z.literal(1),
  /** `replica`: a process that checks tokens. `relay`: token-service's own, which proves that probes come through. */
  kind: z.enum(['replica', 'relay']),
  service: z.string().min(1).max(100),
  boot: bootId,
  /** Rises with each probe of a boot. */
  nonce: wholeNumber,
  /** Position of the last closed record this boot counted; 0 before the first. */
  appliedPosition: wholeNumber,
  /** The event store whose position that is; null before the first. A restored store gives positions again. */
  store: z.string().min(1).max(100).nullable(),
  /** How old this boot lets its knowledge become before it refuses; fixed for the boot's life. */
  boundMs: z.number().int().positive(),
  /** `goodbye` is sent after the process stopped serving: it will accept nothing any more. */
  phase: z.enum(['serving', 'goodbye']),
  /**
   * What the comparison of content said last: `unknown` before the first; `unhealed` where it differs even after a read
   * from the beginning, which asks the relay to publish the stored messages again.
   */
  digest: z.enum(['unknown', 'agrees', 'differs', 'unhealed']),
  /** Age of its knowledge when the probe was made; null before the first counted record. */
  ageMs: z.number().nonnegative().nullable(),
});

/** A boot's sign of life, its question "how fresh am I" and its acknowledgement of what it applied, in one. */
export type Probe = z.infer<typeof probe>;

export function encodeProbe(value: Probe): string {
  return JSON.stringify(value);
}

export function parseProbe(bytes: Uint8Array): ParseResult<Probe> {
  return parseJson(probe, bytes);
}
