import type { z } from 'zod';
import { line, paragraphs } from './plain-text.js';

const MAX_NAME_CHARACTERS = 100;
const MAX_DESCRIPTION_CHARACTERS = 1_000;

/** What people call a token. */
export const tokenName: z.ZodType<string, string> = line(1, MAX_NAME_CHARACTERS);

/** What people note about a token; a blank one is none. */
export const description = paragraphs(MAX_DESCRIPTION_CHARACTERS)
  .nullish()
  .transform((given) => (given === '' ? null : given));
