import { type AnswerDescription, cacheHeader } from '@portcullis/service-kit';
import type * as z from 'zod';

/** Whoever keeps an answer asks each time whether it still holds, as the token may hold no longer. */
export const CACHE_CONTROL = 'private, no-cache';

/** The answers of a route that shows something. */
export const answersOfView = (description: string, schema: z.ZodType): Record<number, AnswerDescription> => ({
  200: { description, schema, headers: cacheHeader(CACHE_CONTROL) },
});
