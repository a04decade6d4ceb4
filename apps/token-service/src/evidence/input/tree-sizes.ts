import { z } from 'zod';

const message = 'Must be a whole number, at least 1.';

/** A number of events, or a position. */
export const count = z
  .string({ error: message })
  .regex(/^[1-9][0-9]{0,14}$/, { error: message, abort: true })
  .transform(Number)
  .meta({ override: { type: 'integer', minimum: 1 } });

/** Which kept checkpoint is meant. */
export const checkpointSize = count.optional().meta({ description: 'Size of a kept checkpoint; the newest where it is left out.', override: { type: 'integer', minimum: 1 } });
