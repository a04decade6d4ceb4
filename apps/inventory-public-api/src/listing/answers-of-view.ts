import { type AnswerDescription, ofTheCallerHeader } from '@portcullis/service-kit';
import type * as z from 'zod';

/** The answers of a route that shows something. */
export const answersOfView = (description: string, schema: z.ZodType): Record<number, AnswerDescription> => ({
  200: { description, schema, headers: ofTheCallerHeader },
});
