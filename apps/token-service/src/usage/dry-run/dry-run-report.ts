import { z } from 'zod';

const calls = z.int().nonnegative();
const time = z.iso.datetime({ precision: 3 });

const refusedUse = z.strictObject({
  because: z.enum(['address', 'scope']).meta({ description: 'The first of the two that refuses it, in the order of checks.' }),
  service: z.string().nullable(),
  route: z.string().nullable(),
  missingScopes: z.array(z.string()).meta({ description: 'Of those that the route asks for.' }),
  address: z.string().nullable(),
  calls,
  lastAt: time.meta({ description: 'The minute of the last of them.' }),
});

export const dryRunSchema = z
  .strictObject({
    keptFrom: time.meta({ description: 'Detail of calls before this is deleted, and not looked at.' }),
    complete: z.boolean().meta({ description: 'False where there are calls `withoutDetail`, or calls by more than 50,000 pairs of route and address: those of the pairs with the fewest are then `unknown`.' }),
    accepted: calls.meta({ description: 'Calls that were accepted and that detail is kept of.' }),
    refused: z.strictObject({ scope: calls, address: calls }).meta({ description: 'How many of them would have been refused.' }),
    refusedAtMost: calls.meta({ description: 'The upper bound, of what is not deleted: those that would have been refused, and all that is `unknown` or `withoutDetail`.' }),
    unknown: calls.meta({ description: 'How many of them were not judged, as their route or address was not told, or as they are beyond what is looked at.' }),
    withoutDetail: calls.meta({ description: 'Accepted calls since its issue that no detail was ever told of.' }),
    uses: z.array(refusedUse).meta({ description: 'What would have been refused, by route and address, that with the most calls first; at most a hundred.' }),
  })
  .meta({ id: 'DryRun' });

export type DryRunReport = z.output<typeof dryRunSchema>;
export type RefusedUse = DryRunReport['uses'][number];
