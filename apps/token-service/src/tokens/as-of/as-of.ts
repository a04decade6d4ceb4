import { type Problem, validationFailed } from '@portcullis/service-kit';
import type { Timestamp } from '@portcullis/token';
import { z } from 'zod';
import { parseInstant } from '../input/instant.js';

/** A moment of the past: exactly after an event, or at a time, when all events up to it had happened. */
export type AsOf = { readonly position: number } | { readonly time: Timestamp };

const POSITION = /^(?:0|[1-9][0-9]{0,14})$/;

/** Digits are a position, all else is a time. */
export const asOf: z.ZodType<AsOf, string> = z
  .string()
  .transform((text, context): AsOf => {
    if (POSITION.test(text)) return { position: Number(text) };
    const time = text.length <= 64 ? parseInstant(text) : undefined;
    if (time !== undefined) return { time };
    context.addIssue('Must be a position, or an RFC 3339 time, as 2027-01-31T00:00:00Z.');
    return z.NEVER;
  })
  .meta({
    description: 'As it was then: a position, if digits only, or a time. Not in the future.',
    override: { type: 'string', pattern: '^(?:[0-9]{1,15}|(?:19[7-9][0-9]|[2-9][0-9]{3})-.+)$' },
  });

export function notYet(asked: AsOf): Problem {
  const message = 'position' in asked ? 'There is no such position yet.' : 'Must not lie in the future.';
  return validationFailed([{ pointer: '/asOf', message }]);
}
