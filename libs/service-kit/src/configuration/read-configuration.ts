import type * as z from 'zod';

/** The environment does not make a configuration; the message has one line for each wrong variable. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/**
 * The configuration that the schema makes of the environment. A variable set to nothing counts as not set; variables the
 * schema does not name are somebody else's. Values are never quoted: one of them may be a password.
 *
 * @throws ConfigurationError with `NAME: what it must be`, one line a variable
 */
export function readConfiguration<S extends z.ZodObject>(schema: S, env: NodeJS.ProcessEnv): z.output<S> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.strip().safeParse(set);
  if (result.success) return result.data as z.output<S>;
  throw new ConfigurationError([...linesByVariable(result.error.issues)].join('\n'));
}

function linesByVariable(issues: readonly z.core.$ZodIssue[]): Iterable<string> {
  const lines = new Map<string, string>();
  for (const issue of issues) {
    const variable = String(issue.path[0] ?? 'environment');
    if (!lines.has(variable)) lines.set(variable, `${variable}: ${issue.message}`);
  }
  return lines.values();
}
