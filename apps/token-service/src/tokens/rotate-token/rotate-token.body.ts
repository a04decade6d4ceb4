import { z } from 'zod';

const MAX_GRACE_PERIOD_SECONDS = 30 * 86_400;

/** How long the secret before the new one still works. */
export const rotateTokenBody = z
  .strictObject({
    gracePeriodSeconds: z
      .int()
      .min(0, 'Must not be negative.')
      .max(MAX_GRACE_PERIOD_SECONDS, `Must be at most ${MAX_GRACE_PERIOD_SECONDS}, which is 30 days.`)
      .default(0)
      .meta({ description: 'How long the secret before this one still works; 0: it ends with this change.' }),
  })
  .optional();
