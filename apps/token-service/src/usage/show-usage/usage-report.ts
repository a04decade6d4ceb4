import { z } from 'zod';

const count = z.int().nonnegative();
const time = z.iso.datetime({ precision: 3 });

/** Calls by what became of them. */
export const callCountsSchema = z
  .strictObject({
    accepted: count,
    refused: z.strictObject({ expired: count, disabled: count, revoked: count, scope: count, address: count }),
  })
  .meta({ id: 'CallCounts' });

const ofRoute = z.strictObject({
  service: z.string().nullable(),
  route: z.string().nullable().meta({ description: 'The template of a guarded route; null: other. Those are calls whose route was not told, and those by routes beyond the hundred with the most calls.', examples: ['GET /api/v1/items/{id}'] }),
  scopes: z.array(z.string()).meta({ description: 'What the route asks for.' }),
  calls: callCountsSchema,
});
const ofAddress = z.strictObject({ address: z.string().nullable().meta({ description: 'null: other, as with routes.' }), calls: callCountsSchema });
const ofStep = z.strictObject({ start: time, calls: callCountsSchema });
const ofToken = z.strictObject({ tokenId: z.string().nullable().meta({ description: 'null: other tokens than the hundred with the most calls.' }), calls: callCountsSchema });

const totals = callCountsSchema.extend({
  firstUsedAt: time.nullable().meta({ description: 'Of accepted calls, within half a second.' }),
  lastUsedAt: time.nullable(),
  withoutDetail: z.strictObject({ accepted: count, refused: count }).meta({ description: 'How many of these no detail was ever told of.' }),
}).meta({ id: 'CallTotals', description: 'Exact, since the token was issued.' });

const detail = {
  from: time,
  to: time.meta({ description: 'Exclusive.' }),
  step: z.enum(['minute', 'hour', 'day']),
  keptFrom: time.meta({ description: 'Detail of calls before this is deleted.' }),
  calls: callCountsSchema.meta({ description: 'All that the detail of this time tells of.' }),
  steps: z.array(ofStep).meta({ description: 'Those with calls, in their order.' }),
  routes: z.array(ofRoute).meta({ description: 'Those with the most calls first.' }),
  addresses: z.array(ofAddress).meta({ description: 'Those with the most calls first.' }),
};

export const usageDetailSchema = z.strictObject(detail).meta({ id: 'UsageDetail' });
export const tokenUsageSchema = z.strictObject({ tokenId: z.string(), totals, detail: usageDetailSchema }).meta({ id: 'TokenUsage' });
export const workspaceUsageSchema = z.strictObject({ totals, detail: z.strictObject({ ...detail, tokens: z.array(ofToken) }) }).meta({ id: 'WorkspaceUsage' });

export type CallCounts = z.output<typeof callCountsSchema>;
export type CallTotals = z.output<typeof totals>;
export type TokenUsageReport = z.output<typeof tokenUsageSchema>;
export type WorkspaceUsageReport = z.output<typeof workspaceUsageSchema>;
export type UsageDetailReport = z.output<typeof usageDetailSchema>;

export const NO_CALLS: CallCounts = { accepted: 0, refused: { expired: 0, disabled: 0, revoked: 0, scope: 0, address: 0 } };

export function callsOf({ accepted, refused }: CallCounts): number {
  return accepted + refused.expired + refused.disabled + refused.revoked + refused.scope + refused.address;
}

/** What is left of the one when the others are taken away. */
export function without(all: CallCounts, parts: readonly CallCounts[]): CallCounts {
  const left = (of: (counts: CallCounts) => number): number => parts.reduce((rest, part) => rest - of(part), of(all));
  return {
    accepted: left(({ accepted }) => accepted),
    refused: {
      expired: left(({ refused }) => refused.expired),
      disabled: left(({ refused }) => refused.disabled),
      revoked: left(({ refused }) => refused.revoked),
      scope: left(({ refused }) => refused.scope),
      address: left(({ refused }) => refused.address),
    },
  };
}
