import { z } from 'zod';
import { usageDetailSchema } from '../show-usage/usage-report.js';

const time = z.iso.datetime({ precision: 3 });
const calls = z.int().nonnegative();

const exposedCalls = z.strictObject({
  route: z.string().nullable().meta({ description: 'null: other' }),
  address: z.string().nullable().meta({ description: 'null: other' }),
  calls,
  firstAt: time,
  lastAt: time,
});

const ofBoot = z.strictObject({
  service: z.string(),
  boot: z.string(),
  complete: z.boolean().meta({ description: 'False where this process has not told what it accepted, ended before it could, or had forgotten some of it, or where what was told is not kept any longer: it may have been more.' }),
  acceptedAtMost: calls.meta({ description: 'Accepted after it last knew for certain that the token was open, and before it applied the change: an upper bound on what it accepted after the commit.' }),
  firstAt: time.nullable(),
  lastAt: time.nullable(),
  calls: z.array(exposedCalls).meta({ description: 'By route and address, those with the most calls first; at most fifty.' }),
  otherCalls: calls.meta({ description: 'Those of acceptedAtMost that are of none of these.' }),
});

const closing = z.strictObject({
  type: z.enum(['TokenRevoked', 'TokenDisabled']),
  position: z.int(),
  time,
  complete: z.boolean().meta({ description: 'Whether it is so for each process.' }),
  acceptedAtMost: calls,
  boots: z.array(ofBoot),
});

export const exposureSchema = z
  .strictObject({
    tokenId: z.string(),
    since: z
      .strictObject({
        since: time,
        complete: z.boolean().meta({ description: 'False where detail since then is deleted, or was never told of some calls: it did more than this.' }),
        detail: usageDetailSchema,
      })
      .nullable()
      .meta({ description: 'What the token did since the time asked for; null where none was.' }),
    closings: z.array(closing).meta({ description: 'Each change that closed the token, the newest first; at most fifty.' }),
    earlierClosings: calls.meta({ description: 'How many more there were before these.' }),
  })
  .meta({ id: 'TokenExposure' });

export type TokenExposure = z.output<typeof exposureSchema>;
export type Closing = TokenExposure['closings'][number];
export type ExposureOfBoot = Closing['boots'][number];
