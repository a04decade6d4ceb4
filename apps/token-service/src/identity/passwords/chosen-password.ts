import { z } from 'zod';

const SHORTEST = 8;
/** Longest password that is hashed: more only costs time. */
export const LONGEST_PASSWORD = 1_024;

/** What is wrong with a password that a person chose, in words for that person; undefined if nothing is. */
export function passwordProblem(password: string): string | undefined {
  if (Array.from(password).length < SHORTEST) return `a password has at least ${SHORTEST} characters`;
  if (password.length > LONGEST_PASSWORD) return `a password has at most ${LONGEST_PASSWORD} characters`;
  return undefined;
}

const NOT_TEXT = 'Must be well-formed Unicode without NUL.';

/** Half of a surrogate pair would be hashed as U+FFFD, so that several passwords were one. */
function isHashedAsItIs(password: string): boolean {
  return !/[\p{Cs}\0]/u.test(password);
}

/** A password as somebody says it, to be compared: any that could have been chosen, and shorter ones. */
export const givenPassword = z
  .string({ error: 'Must be a text.' })
  .min(1, 'Must not be empty.')
  .max(LONGEST_PASSWORD, `Must have at most ${LONGEST_PASSWORD} characters.`)
  .refine(isHashedAsItIs, NOT_TEXT);

/** A password to be kept. */
export const chosenPassword = z
  .string({ error: 'Must be a text.' })
  .check(({ value, issues }) => {
    const problem = passwordProblem(value);
    if (problem !== undefined) issues.push({ code: 'custom', input: value, message: `Is not long enough, or too long: ${problem}.` });
  })
  .refine(isHashedAsItIs, NOT_TEXT)
  .meta({ override: { type: 'string', minLength: SHORTEST, maxLength: LONGEST_PASSWORD } });
