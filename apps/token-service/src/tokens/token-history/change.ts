import { z } from 'zod';

/** One member of a state, and what an event made of it. */
export const changeSchema = z
  .strictObject({
    member: z.string().meta({ examples: ['scopes'] }),
    before: z.unknown().meta({ description: 'Null also where it was not there, or is not known.' }),
    after: z.unknown(),
  })
  .meta({ id: 'Change' });

export type Change = z.output<typeof changeSchema>;

/** What of a thing is shown, member by member. */
export type Shown = Readonly<Record<string, unknown>>;

/** The members that differ, in the order of `after`. */
export function changesBetween(before: Shown, after: Shown): Change[] {
  return Object.entries(after)
    .map(([member, value]) => ({ member, before: before[member] ?? null, after: value }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}
