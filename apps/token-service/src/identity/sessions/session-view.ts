import { z } from 'zod';

/** Who a session belongs to, as the API shows it. */
export const sessionSchema = z
  .strictObject({
    user: z.strictObject({ id: z.string(), email: z.string(), role: z.string() }),
    workspace: z.strictObject({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'Session' });

export type SessionView = z.output<typeof sessionSchema>;
