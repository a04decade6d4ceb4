import { z } from 'zod';

const message = 'Must be a position, a whole number.';

/** A place in the store: fifteen digits are exact in a number, and more than a store ever has. */
export const position = z
  .string({ error: message })
  .regex(/^(?:0|[1-9][0-9]{0,14})$/, { error: message, abort: true })
  .transform(Number)
  .meta({ override: { type: 'integer', minimum: 0, maximum: 999_999_999_999_999 } });
