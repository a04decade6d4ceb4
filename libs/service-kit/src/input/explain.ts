import type * as z from 'zod';

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a JSON object',
  record: 'a JSON object',
};

/** What a field must be, for a person, where its schema does not say it; undefined leaves Zod's own words. */
export function explain(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_value') return `Must be one of ${issue.values.join(', ')}.`;
  if (issue.code !== 'invalid_type') return undefined;
  const kind = KINDS[issue.expected];
  if (kind === undefined) return undefined;
  return issue.input === undefined ? `Is missing; must be ${kind}.` : `Must be ${kind}.`;
}
