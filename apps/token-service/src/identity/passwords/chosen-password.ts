const SHORTEST = 8;
/** Longest password that is hashed: more only costs time. */
export const LONGEST_PASSWORD = 1_024;

/** What is wrong with a password that a person chose, in words for that person; undefined if nothing is. */
export function passwordProblem(password: string): string | undefined {
  if (Array.from(password).length < SHORTEST) return `a password has at least ${SHORTEST} characters`;
  if (password.length > LONGEST_PASSWORD) return `a password has at most ${LONGEST_PASSWORD} characters`;
  return undefined;
}
